import { expect, test } from "vitest";
import { veris } from "../../../src/importers/formats/veris/veris.js";
import { exportOf } from "../foreign.js";

const RECORD = {
  schema_version: "1.3.6",
  incident_id: "0001AA7F",
  source_id: "vcdb",
  security_incident: "Confirmed",
  summary: "A clerk read the files of 12 patients. The U.S. office found out in an audit.",
  reference: "http://example.org/a.pdf; https://example.org/b,https://example.org/c",
  timeline: {
    incident: { year: 2017, month: 6, day: 15 },
    compromise: { unit: "Hours", value: 2 },
    exfiltration: { unit: "NA" },
    discovery: { unit: "Days", value: 3 },
    containment: { unit: "Weeks" },
  },
  discovery_method: { internal: { variety: ["Log review"] } },
  discovery_notes: "Found in the yearly review.",
  actor: { internal: { motive: ["Unknown"], variety: ["End-user"] } },
  action: { misuse: { variety: ["Privilege abuse"], vector: ["LAN access"], notes: "Not *malicious*" } },
  asset: { assets: [{ variety: "S - Database", amount: 1 }] },
  attribute: { confidentiality: { data_disclosure: "Yes", data_total: 12 } },
  victim: { country: ["US"], victim_id: "An office" },
  impact: { overall_rating: "Painful" },
};
const one = (record: object) => veris.read(exportOf(record))[0];

test("a record: lengths of time become days, each counted from the one before", () => {
  expect(veris.recognises(exportOf(RECORD))).toBeGreaterThan(0.9);
  const document = one(RECORD);
  expect(document).toMatchObject({
    title: "A clerk read the files of 12 patients",
    day: { day: "2017-06-15", from: 'the field "timeline.incident"' },
    kind: "incident",
    account: "third-party",
    severity: "Painful",
    detection: { delay: "P3D", by: "operator", why: null },
    sources: [{ url: "http://example.org/a.pdf" }, { url: "https://example.org/b" }, { url: "https://example.org/c" }],
    part: null,
  });
  expect(document?.timeline.map(({ at, event, mark }) => [at, event, mark])).toEqual([
    ["2017-06-15", "The incident initially occurred", undefined],
    [["2017-06-15", "2017-06-16"], "First compromise, 2 hours after the first action", "began"],
    [["2017-06-18", "2017-06-19"], "Discovered, 3 days after the compromise", "detected"],
    [["2017-06-25", "2017-07-20"], "Contained, weeks after the discovery", "mitigated"],
  ]);
  for (const text of [
    "## Discovery\n\nFound in the yearly review.",
    "Privilege abuse",
    "Not \\*malicious\\*",
    "S - Database",
    "0001AA7F",
  ])
    expect(document?.body).toContain(text);
});

test.each([
  [{ year: 2012 }, ["2012-01", "2012-12"]],
  [{ year: 2012, month: 2 }, "2012-02"],
  [{ year: 2012, month: 2, day: 31 }, "2012-02"],
])("the date %j, without a compromise, is when it began", (incident, at) => {
  const document = one({ ...RECORD, timeline: { incident } });
  expect(document?.timeline).toMatchObject([{ at, mark: "began" }]);
  expect(document?.day).toBeNull();
});

test.each([
  [{ external: { variety: ["Customer"] } }, "customer"],
  [{ external: { variety: ["Law enforcement", "Unknown"] } }, "third-party"],
  [{ internal: { variety: ["Nids"] } }, "alert"],
  [{ internal: { variety: ["Nids", "Reported by employee"] } }, null],
  [{ partner: { variety: ["Audit"] } }, "third-party"],
  [{ unknown: true }, null],
])("discovered by %j", (discovery_method, by) => {
  expect(one({ ...RECORD, discovery_method })?.detection?.by).toBe(by);
});

test("what is unknown stays unknown", () => {
  const unknown = { unit: "Unknown" };
  const document = one({
    ...RECORD,
    summary: undefined,
    source_id: "our-soc",
    security_incident: "Near miss",
    impact: { overall_rating: "Unknown" },
    discovery_method: { unknown: true },
    timeline: { incident: { year: 2017 }, compromise: unknown, discovery: unknown, containment: { unit: "Never" } },
  });
  expect(document).toMatchObject({
    title: "An office",
    account: null,
    kind: "near-miss",
    severity: null,
    detection: null,
  });
  expect(document?.timeline).toHaveLength(1);
});

test("a title is the first sentence, whole words of a long one, and no abbreviation ends it", () => {
  expect(one({ ...RECORD, summary: `${"word ".repeat(60)}.` })?.title).toMatch(/^(word )+…$/);
  expect(one({ ...RECORD, summary: "The U.S. office lost a disk. It was found." })?.title).toBe(
    "The U.S. office lost a disk",
  );
});

test("a file of several records keeps each as its part", () => {
  const documents = veris.read(exportOf([RECORD, { ...RECORD, incident_id: "two" }]));
  expect(documents.map(({ part }) => part?.name)).toEqual(["0001AA7F.json", "two.json"]);
});
