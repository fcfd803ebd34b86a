import { describe, expect, test } from "vitest";
import { measure } from "../../../src/measure/measure.js";
import { bareGraph, collection, drill, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const OLD = incident("2026-11-01-old", {
  status: "archived",
  account: "own",
  violated_invariants: [{ invariant: "revoked-is-refused", how: "It was not" }],
  unclear_contracts: { unknown: "Nobody wrote it down" },
  missing_evidence: [{ id: "M1", what: "A trace", kind: "trace", needed_for: "Telling" }],
  timeline: [
    { at: "2026-11-01T10:00:00Z", event: "Began", marks: ["began"] },
    { at: "2026-11-01T10:10:00Z", event: "Detected", marks: ["detected"] },
  ],
  actions: [{ id: "A1", title: "Mend it", type: "prevent", state: "committed", due: "2026-11-02" }],
});
const NEWER = incident("2026-01-02-newer", { account: "own" });
const OLDER = incident("2025-01-02-older", { account: "own" });

const of = collection([OLD, OLDER, NEWER], { drills: [drill("2026-01-05-drill", { status: "archived" })] });

describe("archived documents", () => {
  test("are in no figure", () => {
    const measures = measure(bareGraph(of), "2026-11-23");
    expect(measures.counting).toMatchObject({
      incidents: ["2025-01-02-older", "2026-01-02-newer"],
      unpublished: [],
      drills: [],
      archived: ["2026-11-01-old", "2026-01-05-drill"],
    });
    expect(measures.detectionDistributions.all[0]?.timings.delay.known).toEqual([]);
    expect(measures.evidenceLedger.missed).toEqual({ open: 0, closed: 0, proven: 0 });
    expect(measures.actionFollowThrough.own).toMatchObject({ total: 0, overdue: 0 });
    expect(measures.actionFollowThrough.rows[0]).toMatchObject({ counted: false, overdue: false });
    expect(measures.drillCoverage.runs).toEqual([]);
  });

  test("are listed after all others, and their page says how much of the form they fill", async () => {
    const pages = await renderPages(of);
    const list = pages.get("incidents/index.html") ?? "";
    const at = (id: string) => list.indexOf(`${id}/index.html"`);
    expect(at("2026-01-02-newer")).toBeGreaterThan(0);
    expect(at("2025-01-02-older")).toBeGreaterThan(at("2026-01-02-newer"));
    expect(at("2026-11-01-old")).toBeGreaterThan(at("2025-01-02-older"));
    expect(textOf(list)).toContain("2 incidents published; and 1 archived, at the end and in no figure");
    expect(textOf(pages.get("incidents/2026-11-01-old/index.html") ?? "")).toContain(
      "Archived: kept as it was written, and in no figure. It gives 2 of the four answers.",
    );
    const data = JSON.parse(pages.get("data/incidents/2026-11-01-old.json") ?? "");
    expect(data.derived.answers_given).toBe(2);
  });
});
