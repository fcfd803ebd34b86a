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
