import fc from "fast-check";
import { expect, test } from "vitest";
import { importers } from "../../../src/importers/index.js";
import { parseDuration } from "../../../src/model/values/duration.js";
import { parseMoment, parseTime } from "../../../src/model/values/time.js";
import { exportOf } from "../foreign.js";

const JSON_ONES = ["firehydrant", "incident-io", "pagerduty", "veris"];
const SHAPES: object[] = [
  {
    security_incident: "Confirmed",
    action: {},
    actor: {},
    timeline: { incident: { year: 2017, month: 6, day: 15 }, discovery: { unit: "Days", value: 3 } },
  },
  { type: "incident", incident_number: 1, created_at: "2021-08-17T13:28:57Z" },
  {
    milestones: [{ type: "started", occurred_at: "2021-08-17T13:28:57Z" }],
    current_milestone: "started",
    incident_url: "x",
  },
  { incident_status: {}, reference: "INC-1", custom_field_entries: [] },
];

test("whatever an export holds, no importer throws, and what it reads is of the content model", () => {
  const times = fc.constantFrom("2021-08-17T13:28:57Z", "2021-02-30", "x", null, 3, "9999-12-31T23:59:59Z");
  const names = fc.constantFrom(
    ...[
      "incident",
      "incidents",
      "data",
      "timeline",
      "year",
      "unit",
      "value",
      "milestones",
      "type",
      "occurred_at",
      "created_at",
    ],
    ...[
      "incident_status",
      "reference",
      "incident_timestamp_values",
      "current_milestone",
      "incident_url",
      "incident_number",
    ],
    ...["security_incident", "action", "actor", "discovery", "log_entries", "summary", "title", "name", "services"],
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      times,
      fc.string(),
      fc.nat(3000),
      fc.dictionary(names, tie("tree"), { maxKeys: 12 }),
      fc.array(tie("tree"), { maxLength: 3 }),
    ),
  }));
  const shaped = fc.tuple(fc.constantFrom(...SHAPES), tree).map(([shape, more]) => ({ ...shape, ...(more as object) }));
  fc.assert(
    fc.property(fc.oneof(tree, shaped), (value) => {
      const file = exportOf({ incident: value });
      for (const importer of importers.filter(({ id }) => JSON_ONES.includes(id)))
        for (const { timeline, day, detection } of importer.read(file)) {
          for (const { at } of timeline) expect(at === null || parseTime(at) !== undefined).toBe(true);
          if (day) expect(parseMoment(day.day)).toBeDefined();
          if (detection?.delay) expect(parseDuration(detection.delay)).toBeDefined();
        }
    }),
    { numRuns: 1000 },
  );
});

test("values nested without end are no export, and no fault", () => {
  const text = `{"type":"incident","incident_number":1,"created_at":"x","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const file = { ...exportOf({}), text, json: JSON.parse(text) as unknown };
  for (const importer of importers.filter(({ id }) => JSON_ONES.includes(id))) expect(importer.read(file)).toEqual([]);
});
