import { expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { edgesFrom, edgesTo } from "../../src/model/graph.js";
import { collection, drill, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const GAP = { id: "M1", what: "No log", kind: "log", needed_for: "When it began" } as const;

test("every edge of the example can be followed from both of its ends", async () => {
  const graph = await loadExample();
  expect(graph.edges.length).toBeGreaterThan(100);
  for (const edge of graph.edges) {
    expect(edgesFrom(graph, edge.from, edge.type)).toContain(edge);
    expect(edgesTo(graph, edge.to, edge.type)).toContain(edge);
    expect(graph.nodes.has(edge.from) && graph.nodes.has(edge.to)).toBe(true);
  }
  const followed = (ends: ReadonlyMap<string, readonly unknown[]>) => [...ends.values()].flat().length;
  expect([followed(graph.outgoing), followed(graph.incoming)]).toEqual([graph.edges.length, graph.edges.length]);
});

test("a reference that leads nowhere makes no edge", () => {
  const graph = link(
    collection([
      incident("a", {
        violated_invariants: [{ invariant: "gone", how: "How" }],
        recurrence_of: [{ incident: "gone", why: "Why" }],
        detection: { delay: { unknown: "Nobody looked", gap: "M9" }, cites: ["S9"] },
        actions: [{ id: "A1", title: "Do", type: "prevent", state: "done", addresses: ["missing:M9", "nothing"] }],
        missing_evidence: [{ ...GAP, closed_by: { proven_by: "drill:gone" } }],
      }),
    ]),
  );
  expect(graph.edges.map(({ from, type, to }) => `${from} ${type} ${to}`)).toEqual([
    "action:a#A1 belongs-to incident:a",
    "missing:a#M1 belongs-to incident:a",
  ]);
});

test("what is inside a document belongs to it and is linked by its local id", () => {
  const a = incident("a", {
    detection: { delay: { unknown: "Nobody looked", gap: "M1" }, cites: ["S1", "E1"] },
    timeline: [{ at: "2026-01-01", cites: ["S1"] }],
    actions: [{ id: "A1", title: "Do", type: "prevent", state: "done", addresses: ["missing:M1"] }],
    missing_evidence: [{ ...GAP, closed_by: { proven_by: "drill:d" } }],
    evidence: [{ id: "E1", kind: "log" }],
    sources: [{ id: "S1", title: "Report" }],
  });
  const graph = link(
    collection([a], { drills: [drill("d", { incidents: [{ incident: "a", relation: "verifies" }] })] }),
  );
  const said = graph.edges.filter(({ type }) => type !== "belongs-to");
  expect(said.map(({ from, type, to, detail }) => [from, type, to, detail])).toEqual([
    ["action:a#A1", "addresses", "missing:a#M1", "done"],
    ["drill:d", "exercises", "incident:a", "verifies"],
    ["drill:d", "proves", "missing:a#M1", null],
    ["incident:a", "cites", "evidence:a#E1", null],
    ["incident:a", "cites", "source:a#S1", null],
    ["missing:a#M1", "lacks", "incident:a", null],
  ]);
  expect(graph.nodes.get("action:a#A1")).toMatchObject({ id: "A1", document: "incident:a" });
});

test("the order of the input does not matter", async () => {
  const { collection: of, nodes, edges } = await loadExample();
  const reversed = <T extends object>(lists: T) =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list].reverse()])) as T;
  const turned = link({
    config: of.config,
    catalogs: reversed(of.catalogs),
    ...reversed({ postmortems: of.postmortems, drills: of.drills }),
    about: null,
  });
  expect([...turned.nodes]).toEqual([...nodes]);
  expect(turned.edges).toEqual(edges);
});
