import { expect, test } from "vitest";
import { fireHydrant } from "../../../src/importers/formats/firehydrant.js";
import { exportOf } from "../foreign.js";

const milestone = (type: string, at: string) => ({ id: type, type, occurred_at: at, duration: "PT5M", created_at: at });
const INCIDENT = {
  id: "eb03",
  name: "System outage",
  created_at: "2023-09-08T10:58:06.791Z",
  started_at: "2023-09-08T10:20:00.000Z",
  summary: "Logins fail",
  customer_impact_summary: "Nobody can log in",
  description: "A system is unavailable",
  current_milestone: "resolved",
  number: 6,
  priority: "P2",
  severity: "SEV2",
  incident_url: "https://app.firehydrant.io/incidents/eb03",
  tag_list: ["internal"],
  services: [{ id: "s1", name: "login" }],
  milestones: [
    milestone("started", "2023-09-08T10:20:00.000Z"),
    milestone("detected", "2023-09-08T10:50:00.000Z"),
    milestone("acknowledged", "2023-09-08T10:58:07.013Z"),
    milestone("mitigated", "2023-09-08T11:30:00.000Z"),
    milestone("resolved", "2023-09-08T12:00:00.000Z"),
  ],
  incident_tickets: [
    {
      id: "t1",
      type: "follow_up",
      summary: "Test the failover",
      state: "in_progress",
      assignees: [{ name: "Ana" }],
      due_at: "2023-10-01T00:00:00Z",
      link: { href_url: "https://jira.example.org/browse/A-1" },
    },
    { id: "t2", type: "task", summary: "Tell support", state: "done" },
  ],
};

test("an incident: milestones with marks, tickets, a note and a retrospective", () => {
  const file = exportOf({
    incident: INCIDENT,
    events: {
      data: [
        {
          incident_id: "eb03",
          type: "note",
          occurred_at: "2023-09-08T11:00:00Z",
          data: { body: "Restarted" },
          author: { name: "Bo" },
        },
      ],
    },
    retrospectives: [{ name: "R", fields: [{ label: "Lessons", type: "markdown", value: "Restart **earlier**" }] }],
  });
  expect(fireHydrant.recognises(file)).toBeGreaterThan(0.9);
  const [document] = fireHydrant.read(file);
  expect(document).toMatchObject({
    title: "System outage",
    day: { day: "2023-09-08", from: 'the field "created_at"' },
    severity: "SEV2",
    services: [{ service: "login", role: "affected" }],
    notes: [],
  });
  expect(document?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2023-09-08T10:58:06Z", "The incident is opened in FireHydrant", "declared"],
    ["2023-09-08T10:20:00Z", "Milestone: started", "began"],
    ["2023-09-08T10:50:00Z", "Milestone: detected", "detected"],
    ["2023-09-08T10:58:07Z", "Milestone: acknowledged", undefined],
    ["2023-09-08T11:30:00Z", "Milestone: mitigated", "mitigated"],
    ["2023-09-08T12:00:00Z", "Milestone: resolved", "resolved"],
    ["2023-09-08T11:00:00Z", "Restarted (Bo)", undefined],
  ]);
  expect(document?.actions).toEqual([
    {
      title: "Test the failover",
      owner: "Ana",
      state: "committed",
      tracker: "https://jira.example.org/browse/A-1",
      due: "2023-10-01",
      type: null,
    },
  ]);
  for (const text of [
    "## Impact\n\nNobody can log in",
    "## Lessons\n\nRestart **earlier**",
    "Tell support",
    "A system is unavailable",
    "P2",
  ])
    expect(document?.body).toContain(text);
});

test("what FireHydrant itself sets when an incident is opened is no observation", () => {
  const opened = {
    ...INCIDENT,
    milestones: [milestone("started", "2023-09-08T10:58:07.013Z"), milestone("detected", "2023-09-08T10:58:07.076Z")],
  };
  const [document] = fireHydrant.read(exportOf(opened));
  expect(document?.timeline.map(({ mark }) => mark)).toEqual(["declared", undefined, undefined]);
  expect(document?.notes).toEqual([
    '"Started" is when the incident was opened, as FireHydrant sets it: when it began is not recorded',
  ]);
});

test("another export is not taken for it", () => {
  expect(fireHydrant.recognises(exportOf({ milestones: [], name: "x" }))).toBe(0);
});
