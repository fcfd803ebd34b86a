import { expect, test } from "vitest";
import { incidentIo } from "../../../src/importers/formats/incident-io.js";
import { exportOf } from "../foreign.js";

const stamp = (name: string, value: string | null) => ({
  incident_timestamp: { id: `ts-${name}`, name, rank: 1 },
  value: value === null ? null : { value },
});
const INCIDENT = {
  id: "01AAA",
  reference: "INC-123",
  name: "Our queue is full",
  summary: "Messages **wait** for hours.",
  permalink: "https://app.incident.io/incidents/123",
  postmortem_document_url: "https://docs.example.org/pm",
  mode: "standard",
  visibility: "public",
  created_at: "2021-08-17T13:28:57.801578Z",
  incident_status: { id: "s1", name: "Closed", category: "closed" },
  severity: { id: "v1", name: "Minor", rank: 1 },
  incident_role_assignments: [{ role: { name: "Incident Lead" }, assignee: { name: "Lisa Example" } }],
  custom_field_entries: [
    { custom_field: { name: "Affected Team" }, values: [{ value_option: { value: "Payments <b>" } }] },
  ],
  incident_timestamp_values: [
    stamp("Impact started", "2021-08-17T12:50:00Z"),
    stamp("Reported at", "2021-08-17T13:28:57Z"),
    stamp("Identified at", "2021-08-17T13:40:00Z"),
    stamp("Fixed at", "2021-08-17T14:00:00Z"),
    stamp("Resolved at", null),
    stamp("Closed at", "2021-08-18T09:00:00Z"),
  ],
};
const FOLLOW_UPS = [
  {
    id: "f1",
    incident_id: "01AAA",
    title: "Alert on waiting messages",
    description: "Page at 1000",
    status: "completed",
    assignee: { name: "Bo" },
    priority: { name: "Urgent" },
    external_issue_reference: { provider: "linear", issue_permalink: "https://linear.app/x/issue/X-1" },
  },
  { id: "f2", incident_id: "01AAA", title: "Buy another queue", status: "not_doing" },
  { id: "f3", incident_id: "01AAA", title: "Oops", status: "deleted" },
  { id: "f4", incident_id: "01BBB", title: "Somebody else's", status: "outstanding" },
];
const UPDATES = [
  {
    incident_id: "01AAA",
    created_at: "2021-08-17T13:45:00Z",
    message: "Adding workers",
    new_incident_status: { name: "Fixing" },
  },
];

test("an incident with its follow-ups and updates", () => {
  const file = exportOf({ incident: INCIDENT, follow_ups: FOLLOW_UPS, incident_updates: UPDATES });
  expect(incidentIo.recognises(file)).toBeGreaterThan(0.9);
  const [document, ...others] = incidentIo.read(file);
  expect(others).toEqual([]);
  expect(document).toMatchObject({
    title: "Our queue is full",
    day: { day: "2021-08-17", from: 'the field "Reported at"' },
    severity: "Minor",
    account: null,
    part: null,
    sources: [{ url: "https://app.incident.io/incidents/123" }, { url: "https://docs.example.org/pm" }],
  });
  expect(document?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2021-08-17T12:50:00Z", "Impact started", "began"],
    ["2021-08-17T13:28:57Z", "Reported at", "declared"],
    ["2021-08-17T13:40:00Z", "Identified at", undefined],
    ["2021-08-17T14:00:00Z", "Fixed at", "mitigated"],
    ["2021-08-18T09:00:00Z", "Closed at", undefined],
    ["2021-08-17T13:45:00Z", "Status: Fixing. Adding workers", undefined],
  ]);
  expect(document?.actions).toEqual([
    {
      title: "Alert on waiting messages (Priority: Urgent)",
      owner: "Bo",
      state: "done",
      tracker: "https://linear.app/x/issue/X-1",
      due: null,
      type: null,
    },
    { title: "Buy another queue", owner: null, state: "dropped", tracker: null, due: null, type: null },
  ]);
  for (const text of [
    "Messages **wait** for hours.",
    "Page at 1000",
    "Incident Lead",
    "Lisa Example",
    "Payments \\<b>",
  ])
    expect(document?.body).toContain(text);
});

test("a list makes a document of each incident, and keeps what belongs to each as its part", () => {
  const other = { ...INCIDENT, id: "01BBB", reference: "INC-124", name: "Another" };
  const documents = incidentIo.read(exportOf({ incidents: [INCIDENT, other], follow_ups: FOLLOW_UPS }));
  expect(documents.map(({ title, actions }) => [title, actions.length])).toEqual([
    ["Our queue is full", 2],
    ["Another", 1],
  ]);
  expect(documents.map(({ part }) => part?.name)).toEqual(["INC-123.json", "INC-124.json"]);
  expect(JSON.parse(documents[1]?.part?.text ?? "")).toMatchObject({ id: "01BBB", follow_ups: [{ id: "f4" }] });
});

test("names of parts are file names, each its own", () => {
  const named = (reference: string) => ({ ...INCIDENT, reference });
  const documents = incidentIo.read(exportOf([named("../../etc/INC 1"), named("etc/INC 1"), named("...")]));
  expect(documents.map(({ part }) => part?.name)).toEqual(["etc-INC-1.json", "etc-INC-1-2.json", "incident.json"]);
});

test("what was reported and later declared is declared then", () => {
  const stamps = [stamp("Reported at", "2021-08-17T13:00:00Z"), stamp("Declared at", "2021-08-17T13:20:00Z")];
  const [document] = incidentIo.read(exportOf({ ...INCIDENT, incident_timestamp_values: stamps }));
  expect(document?.timeline.map(({ event, mark }) => [event, mark])).toEqual([
    ["Reported at", undefined],
    ["Declared at", "declared"],
  ]);
});

test("an incident entered in retrospect was created later than it happened, and a test is none", () => {
  const { custom_field_entries: _, incident_role_assignments: __, ...few } = INCIDENT;
  expect(incidentIo.read(exportOf([few, few]))).toHaveLength(2);
  const bare = { ...INCIDENT, incident_timestamp_values: [], mode: "retrospective" };
  expect(incidentIo.read(exportOf(bare))[0]).toMatchObject({ day: null, notes: [] });
  expect(incidentIo.read(exportOf({ ...bare, mode: "test" }))[0]).toMatchObject({
    day: { day: "2021-08-17", from: 'the field "created_at"' },
    notes: ["incident.io says that this is no real incident: its mode is test"],
  });
});

test.each([[{}], [[]], [null], [{ incident: 3 }], [{ incidents: "none" }], [{ title: "x", status: "y" }]])(
  "%j is no export of it",
  (value) => {
    const file = exportOf({ value });
    expect(incidentIo.recognises(file)).toBe(0);
    expect(incidentIo.read(file)).toEqual([]);
  },
);
