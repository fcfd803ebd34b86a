import { expect, test } from "vitest";
import type { MissingEvidence } from "../../../src/model/schema-types.js";
import type { SearchRecord } from "../../../src/model/search-record.js";
import { collection, drill, incident } from "../../support/collection.js";
import { searchRecordsOf } from "../../support/render.js";

const gap = (id: string, kind: MissingEvidence["kind"], missing_to?: MissingEvidence["missing_to"]) => ({
  id,
  what: "Something",
  kind,
  needed_for: "Telling who was affected",
  ...(missing_to === undefined ? {} : { missing_to }),
});

/** The values by which search finds a page, for the facet "Kind of missing evidence". */
function missingKinds(record: SearchRecord | undefined): string[] {
  return (record?.facets ?? []).filter(({ key }) => key === "missing").map(({ value }) => value);
}

test("the facet for missing evidence leaves out what only readers lack", async () => {
  const missing_evidence = [
    gap("M1", "log", "responders"),
    gap("M2", "metric", "reviewers"),
    gap("M3", "trace"),
    gap("M4", "audit", "readers"),
    gap("M5", "snapshot", "readers"),
    gap("M6", "log", "readers"),
  ];
  const records = await searchRecordsOf(
    collection([incident("2026-03-14-a", { missing_evidence })], {
      drills: [drill("2026-04-14-a", { missing_evidence })],
    }),
  );
  expect(missingKinds(records.get("incidents/2026-03-14-a/index.html"))).toEqual(["log", "metric", "trace"]);
  expect(missingKinds(records.get("drills/2026-04-14-a/index.html"))).toEqual(["log", "metric", "trace"]);
});

test("facets find what degraded otherwise than declared, what actions are for and address, and the class that it counts for", async () => {
  const records = await searchRecordsOf(
    collection([
      incident("2026-03-14-a", {
        failure_kinds: [
          { kind: "trust/any", why: "It was" },
          { kind: "capacity/any", why: "Then" },
        ],
        detection: { delay: "PT5M", by: "customer", why_delayed: "Sampled" },
        degradation: [{ action: "read", expected: "fail-closed", observed: "fail-open" }],
        actions: [
          { id: "A1", title: "Refuse", type: "prevent", state: "committed", addresses: ["contract:c", "missing:M1"] },
        ],
      }),
    ]),
  );
  const values = (key: string) =>
    ([...records.values()][0]?.facets ?? []).filter((facet) => facet.key === key).map(({ value }) => value);
  expect(values("degraded")).toEqual(["mismatch"]);
  expect(values("purpose")).toEqual(["prevent"]);
  expect(values("addresses")).toEqual(["contract", "missing"]);
  expect(values("noticed")).toEqual(["customer"]);
  expect(values("kind")).toEqual(["trust/any", "capacity/any"]);
});

test.each([
  ["PT0S", "at-once"],
  ["PT9M59S", "under-10-min"],
  ["PT10M", "10-min-to-1-h"],
  ["PT1H", "1-h-to-1-day"],
  ["PT23H59M", "1-h-to-1-day"],
  ["P1D", "over-a-day"],
  [undefined, "unknown"],
])("a facet finds by how long something went undetected: %s", async (delay, value) => {
  const stated = delay === undefined ? {} : { delay };
  const records = await searchRecordsOf(
    collection([incident("2026-03-14-a", { detection: { ...stated, by: "customer", why_delayed: "Sampled" } })]),
  );
  const [record] = records.values();
  expect(record?.facets.filter(({ key }) => key === "undetected").map((one) => one.value)).toEqual([value]);
});
