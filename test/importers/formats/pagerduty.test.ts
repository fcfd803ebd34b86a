import { expect, test } from "vitest";
import { pagerDuty } from "../../../src/importers/formats/pagerduty.js";
import { exportOf } from "../foreign.js";

const reference = (summary: string) => ({ id: "X", type: "reference", summary });
const INCIDENT = {
  id: "PT4KHLK",
  type: "incident",
  summary: "[#1234] The server is on fire.",
  html_url: "https://subdomain.pagerduty.com/incidents/PT4KHLK",
  incident_number: 1234,
  title: "The server is on fire.",
  created_at: "2015-10-06T21:30:42Z",
  resolved_at: "2015-10-06T23:10:00Z",
  status: "resolved",
  urgency: "high",
  service: reference("My Mail Service"),
  priority: reference("P2"),
  teams: [reference("Engineering")],
};
const entry = (type: string, at: string, summary: string, more = {}) => ({
  type: `${type}_log_entry`,
  created_at: at,
  summary,
  ...more,
});
const LOG = [
  entry("trigger", "2015-10-06T21:30:42Z", "Triggered through the API"),
  entry("notify", "2015-10-06T21:30:44Z", "Notified Ana by SMS"),
  entry("acknowledge", "2015-10-06T21:35:00Z", "Acknowledged by Ana"),
  entry("annotate", "2015-10-06T21:50:00Z", "Note added by Ana", {
    channel: { type: "note", summary: "Moved the traffic" },
  }),
  entry("resolve", "2015-10-06T23:10:00Z", "Resolved by Ana"),
];

test("an incident with its log: to trigger is to detect, who was paged is left to the evidence", () => {
  const file = exportOf({
    incident: INCIDENT,
    log_entries: LOG,
    postmortem: { message: "<p>The fan <b>failed</b>.</p>" },
  });
  expect(pagerDuty.recognises(file)).toBeGreaterThan(0.9);
  const [document] = pagerDuty.read(file);
  expect(document).toMatchObject({
    title: "The server is on fire.",
    day: { day: "2015-10-06", from: 'the field "created_at"' },
    severity: "P2",
    services: [{ service: "My Mail Service", role: "affected" }],
    sources: [{ title: "PagerDuty incident 1234", publisher: "PagerDuty" }],
    notes: ["1 log entry about paging and assignment is only in the evidence"],
  });
  expect(document?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2015-10-06T21:30:42Z", "Triggered through the API", "detected"],
    ["2015-10-06T21:35:00Z", "Acknowledged by Ana", undefined],
    ["2015-10-06T21:50:00Z", "Note added by Ana: Moved the traffic", undefined],
    ["2015-10-06T23:10:00Z", "Resolved by Ana", "resolved"],
  ]);
  expect(document?.body).toContain("## Postmortem\n\nThe fan failed .");
  expect(document?.body).toContain("- **Urgency**: high");
  expect(document?.body).toContain("Engineering");
});

test("without a log the incident's own times tell when it was triggered and resolved", () => {
  const [document] = pagerDuty.read(exportOf([INCIDENT]));
  expect(document?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2015-10-06T21:30:42Z", "Triggered", "detected"],
    ["2015-10-06T23:10:00Z", "Resolved", "resolved"],
  ]);
});

test("entries of a page of several incidents go to the incident that they name", () => {
  const other = { ...INCIDENT, id: "Q2", incident_number: 1235, title: "The server is wet." };
  const log = [
    entry("acknowledge", "2015-10-06T22:00:00Z", "Acknowledged by Bo", { incident: { id: "Q2" } }),
    entry("acknowledge", "2015-10-06T22:05:00Z", "Acknowledged by nobody knows whom"),
  ];
  const documents = pagerDuty.read(exportOf({ incidents: [INCIDENT, other], log_entries: log }));
  expect(
    documents.map(({ timeline }) => timeline.filter(({ event }) => event.startsWith("Acknowledged")).length),
  ).toEqual([0, 1]);
  expect(documents.map(({ part }) => part?.name)).toEqual(["incident-1234.json", "incident-1235.json"]);
});

test("another export is not taken for it", () => {
  expect(pagerDuty.recognises(exportOf({ incident: { type: "incident", title: "x" } }))).toBe(0);
});
