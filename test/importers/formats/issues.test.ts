import { expect, test } from "vitest";
import { severityLevel } from "../../../src/importers/drafting/draft/collection-names.js";
import { githubIssues } from "../../../src/importers/formats/github-issues.js";
import { gitlabIssues } from "../../../src/importers/formats/gitlab-issues.js";
import { exportOf } from "../foreign.js";

const TEXT =
  "## Summary\n\nOrders were refused on 2026-07-10.\n\n## Timeline\n\nAll times UTC.\n\n- 14:02 Outage begins\n- 14:40 Back\n\n## Action items\n\n- [x] Add an alert";

const GITHUB = {
  number: 42,
  title: "Postmortem: orders refused",
  body: TEXT,
  url: "https://github.com/example/shop/issues/42",
  state: "CLOSED",
  stateReason: "COMPLETED",
  createdAt: "2026-07-12T09:00:00Z",
  closedAt: "2026-07-20T09:00:00Z",
  author: { id: "x", is_bot: false, login: "ana", name: "Ana" },
  assignees: [{ id: "y", login: "bo", name: "Bo" }],
  labels: [{ id: "z", name: "sev2", color: "ff0000", description: "" }],
  comments: [
    {
      id: "c",
      author: { login: "bo" },
      authorAssociation: "MEMBER",
      body: "# Was it the disk?\n\nIt was.",
      createdAt: "2026-07-12T10:00:00Z",
      url: "https://github.com/example/shop/issues/42#issuecomment-1",
    },
  ],
};

test("an issue of GitHub is read as its text says, and its comments are kept", () => {
  const file = exportOf([GITHUB]);
  expect(githubIssues.recognises(file)).toBeGreaterThan(0.8);
  expect(gitlabIssues.recognises(file)).toBe(0);
  const [document] = githubIssues.read(file);
  expect(document).toMatchObject({
    title: "orders refused",
    day: { day: "2026-07-10" },
    severity: "sev2",
    authors: ["ana"],
    actions: [{ title: "Add an alert", state: "done" }],
    sources: [{ title: "GitHub issue #42", url: GITHUB.url }],
  });
  expect(document?.timeline.map(({ at, mark }) => [at, mark])).toEqual([
    ["2026-07-12T09:00:00Z", undefined],
    ["2026-07-20T09:00:00Z", undefined],
    ["2026-07-10T14:02:00Z", "began"],
    ["2026-07-10T14:40:00Z", undefined],
  ]);
  expect(document?.body).toContain("## Comments\n\nbo, 2026-07-12T10:00:00Z:\n\n> # Was it the disk?\n> \n> It was.");
});

test.each([
  ["SEV-1", "sev1"],
  ["severity::1", "sev1"],
  ["severity/sev1", "sev1"],
  ["severity: Sev 1", "sev1"],
  ["priority/P1", "p1"],
])("the label %j is the severity %s of the collection", (name, severity) => {
  const [document] = githubIssues.read(exportOf([{ ...GITHUB, body: "", labels: [{ name }] }]));
  expect(severityLevel(document?.severity ?? "").toLowerCase()).toBe(severity);
});

test("the day on which an issue was opened is not that of the incident, and said so", () => {
  const [document] = githubIssues.read(exportOf([{ ...GITHUB, body: "## Timeline\n\n- 14:02 UTC Outage begins" }]));
  expect(document?.timeline.at(-1)?.at).toBeNull();
  expect(document?.notes.join()).toContain("the text gives no day of the incident");
});

const GITLAB = {
  id: 9,
  iid: 7,
  project_id: 1,
  title: "Orders refused",
  description: "## Summary\n\nOrders were refused.",
  state: "closed",
  issue_type: "incident",
  severity: "HIGH",
  created_at: "2026-07-10T14:10:00.000Z",
  closed_at: "2026-07-10T18:00:00.000Z",
  author: { id: 1, username: "ana", name: "Ana" },
  assignees: [],
  labels: ["incident"],
  web_url: "https://gitlab.com/example/shop/-/issues/7",
};

test("an incident of GitLab: tags of its timeline are marks, system notes are left out", () => {
  const file = exportOf({
    ...GITLAB,
    Notes: [
      {
        id: 1,
        body: "The disk is full.",
        system: false,
        created_at: "2026-07-10T14:20:00.000Z",
        author: { username: "bo" },
      },
      {
        id: 2,
        body: "added incident label",
        system: true,
        created_at: "2026-07-10T14:21:00.000Z",
        author: { username: "bo" },
      },
    ],
    timelineEvents: {
      nodes: [
        {
          note: "Orders fail",
          occurredAt: "2026-07-10T14:02:00Z",
          timelineEventTags: { nodes: [{ name: "Start time" }] },
        },
        {
          note: "The alert fires",
          occurredAt: "2026-07-10T14:09:00Z",
          timelineEventTags: { nodes: [{ name: "Impact detected" }] },
        },
        {
          note: "The disk is cleared",
          occurredAt: "2026-07-10T14:35:00Z",
          timelineEventTags: { nodes: [{ name: "Impact mitigated" }] },
        },
        {
          note: "All is well",
          occurredAt: "2026-07-10T14:40:00Z",
          timelineEventTags: { nodes: [{ name: "End time" }] },
        },
      ],
    },
  });
  expect(gitlabIssues.recognises(file)).toBeGreaterThan(0.8);
  const [document] = gitlabIssues.read(file);
  expect(document?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2026-07-10T14:10:00Z", "The issue is opened", undefined],
    ["2026-07-10T14:02:00Z", "Orders fail", "began"],
    ["2026-07-10T14:09:00Z", "The alert fires", "detected"],
    ["2026-07-10T14:35:00Z", "The disk is cleared", "mitigated"],
    ["2026-07-10T14:40:00Z", "All is well", "resolved"],
    ["2026-07-10T18:00:00Z", "The issue is closed", undefined],
  ]);
  expect(document).toMatchObject({ title: "Orders refused", severity: "HIGH" });
  expect(document?.body).toContain("> The disk is full.");
  expect(document?.body).not.toContain("added incident label");
});

test("a list of issues of GitLab is a document for each", () => {
  const documents = gitlabIssues.read(exportOf([GITLAB, { ...GITLAB, iid: 8, title: "Mail is late" }]));
  expect(documents.map(({ title, part }) => [title, part?.name])).toEqual([
    ["Orders refused", "issue-7.json"],
    ["Mail is late", "issue-8.json"],
  ]);
});
