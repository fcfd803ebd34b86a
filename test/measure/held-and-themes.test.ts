import { expect, test } from "vitest";
import { evidenceLedger } from "../../src/measure/evidence-ledger.js";
import { heldAndBreached } from "../../src/measure/held-and-breached.js";
import type { MissingEvidence, PostmortemData } from "../../src/model/schema-types.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const held = (what: string): Partial<PostmortemData> => ({ held: [{ what, how: "It did its work" }] });

test("what held stands beside the incidents in which it did not; near-misses apart, threatened is not breached", () => {
  const all = [
    incident("2026-01-01-a", held("invariant:rights-end")),
    incident("2026-01-02-b", { kind: "near-miss", ...held("invariant:rights-end") }),
    incident("2026-01-03-c", { violated_invariants: [{ invariant: "rights-end", how: "They went on" }] }),
    incident("2026-01-04-d", {
      violated_invariants: [{ invariant: "rights-end", how: "They nearly did", state: "threatened" }],
    }),
    incident("2026-01-05-e", { status: "draft", ...held("contract:log-is-complete") }),
    incident("2026-01-06-f", held("The door of the data centre")),
  ];
  expect(heldAndBreached(bareGraph(collection(all)))).toEqual([
    {
      control: "invariant:rights-end",
      held: ["2026-01-01-a"],
      near_misses: ["2026-01-02-b"],
      breached: ["2026-01-03-c"],
    },
  ]);
});

test("evidence by theme: in the most incidents first, gaps without a theme last, readers' gaps in none", () => {
  const gap = (id: string, theme?: string, more: Partial<MissingEvidence> = {}): MissingEvidence => ({
    id,
    what: "Which version was in force",
    kind: "metric",
    needed_for: "Telling who was affected",
    ...(theme && { theme }),
    ...more,
  });
  const all = [
    incident("2026-01-01-a", { missing_evidence: [gap("M1", "queue-depth"), gap("M2"), gap("M3", "versions")] }),
    incident("2026-01-02-b", {
      missing_evidence: [gap("M1", "versions"), gap("M2", "queue-depth", { missing_to: "readers" })],
    }),
  ];
  const { themes } = evidenceLedger(bareGraph(collection(all)), "2026-11-23");
  expect(themes.map(({ theme, incidents, missed }) => [theme, incidents.length, missed.open])).toEqual([
    ["versions", 2, 2],
    ["queue-depth", 1, 1],
    [null, 1, 1],
  ]);
});
