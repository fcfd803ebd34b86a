import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { measure } from "../../src/measure/measure.js";
import { check } from "../../src/pipeline.js";
import { readDemo } from "../../src/read/read-scaffold.js";
import { writeTemporaryFolder } from "../../src/write/temporary-folder.js";
import { recompute } from "./recompute.js";

const REQUEST = { now: null, today: "2026-11-23" };

/** The counts that are not zero, by name. */
const nonZero = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

const demo = writeTemporaryFolder("inquest-test-demo", readDemo());
afterAll(demo.remove);

describe.each([
  ["the example", fileURLToPath(new URL("../../postmortems/", import.meta.url))],
  ["the demonstration", demo.path],
  ["three-cases", fileURLToPath(new URL("../projects/three-cases/", import.meta.url))],
])("recomputed from the YAML, %s has the same", async (_, root) => {
  const { collection } = await check(root, REQUEST);
  const measures = measure(link(collection), "2026-11-23");
  const again = recompute(root);

  test("delays", () => {
    const delays = [...measures.detectionDelay.incidents.values()].filter(({ incident }) => again.delays.has(incident));
    expect(delays).toHaveLength(again.delays.size);
    for (const { incident, delay } of delays)
      expect(delay && [delay.from, delay.to], incident).toEqual(again.delays.get(incident));
  });

  test("objectives", () => {
    for (const [id, counts] of again.objectives) {
      const { breached, met, undecided, unknown, noTarget, notApplicable, notRecorded } =
        measures.objectiveCompliance.summaries.get(id) ?? {};
      const all = { breached, met, undecided, unknown, "no-target": noTarget, "not-applicable": notApplicable };
      expect(nonZero({ ...all, "not-recorded": notRecorded } as Record<string, number>), id).toEqual(counts);
    }
  });

  test("steps", () => {
    for (const [id, counts] of again.steps) {
      const { taken, late, ineffective, skipped, notPossible, notNeeded, notRecorded } =
        measures.choreography.summaries.get(id) ?? {};
      const all = { taken, late, ineffective, skipped, "not-possible": notPossible, "not-needed": notNeeded };
      expect(nonZero({ ...all, "not-recorded": notRecorded } as Record<string, number>), id).toEqual(counts);
    }
  });

  test("ledger and coverage", () => {
    expect(nonZero({ ...measures.evidenceLedger.missed })).toEqual(again.ledger);
    const { runs, neverRun } = measures.drillCoverage;
    expect(runs.flatMap(({ drill, counts }) => (counts ? drill : [])).sort()).toEqual(again.countingDrills);
    expect(neverRun.map(({ kind }) => kind).sort()).toEqual(again.neverRehearsed);
  });
});
