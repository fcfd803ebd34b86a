import { expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { measure, publicMeasures } from "../../src/measure/measure.js";
import { EVERYTHING } from "../../src/measure/narrow.js";
import { collection, incident } from "../support/collection.js";

const NOW = "2026-12-01";

/** An incident that was undetected for as many hours. */
function undetectedFor(id: string, hours: number, more: Parameters<typeof incident>[1] = {}) {
  return incident(id, {
    timeline: [
      { at: "2026-03-14T01:00:00Z", event: "It began", marks: ["began"] },
      { at: `2026-03-14T${String(1 + hours).padStart(2, "0")}:00:00Z`, event: "It was seen", marks: ["detected"] },
    ],
    ...more,
  });
}

function graphOf(inA: number) {
  const overdue = { id: "A1", title: "t", type: "prevent", state: "committed", owner: "o", due: "2026-05-01" } as const;
  const documents = [
    ...Array.from({ length: inA }, (_, at) => undetectedFor(`@a/2026-03-1${at}-x`, at + 1)),
    undetectedFor("@b/2026-03-14-y", 10, {
      recurrence_of: [{ incident: "@a/2026-03-10-x", why: "w" }],
      actions: [overdue, { ...overdue, id: "A2", due: NOW }],
    }),
  ];
  const info = { description: null, commit: "0", time: "2026-01-01T00:00:00Z", visibility: "internal" } as const;
  return link({
    ...collection(documents),
    sources: ["a", "b"].map((name) => ({ ...info, name, title: `Team ${name}` })),
  });
}

function rowsOf(inA: number) {
  return measure(graphOf(inA), NOW).repositories;
}

test("each repository has its own measures, and all have theirs", () => {
  const rows = rowsOf(6);
  const [own, a, b] = rows?.each ?? [];
  const hour = 3_600_000;
  expect(own).toMatchObject({ name: null, incidents: 0, undetected: null, recurrences: 0, overdue: 0, newest: null });
  expect(a).toMatchObject({ name: "a", incidents: 6, recurrences: 0, overdue: 0 });
  expect(a?.undetected).toMatchObject({ n: 6, median: { from: 3.5 * hour, to: 3.5 * hour } });
  expect(b).toMatchObject({ name: "b", incidents: 1, recurrences: 1, overdue: 1, newest: "2026-03-14" });
  expect(b?.undetected).toMatchObject({ n: 1, median: null });
  expect(rows?.all).toMatchObject({ incidents: 7, recurrences: 1, overdue: 1 });
  expect(rows?.all.undetected).toMatchObject({ n: 7, median: { from: 4 * hour, to: 4 * hour } });
});

test("five incidents have no median", () => {
  expect(rowsOf(5)?.each[1]?.undetected).toMatchObject({ n: 5, median: null });
});

test("a filter narrows what each repository counts", () => {
  const filter = { ...EVERYTHING, since: "2026-03-14" };
  const rows = measure(graphOf(6), NOW, filter).repositories;
  expect(rows?.each.map(({ incidents }) => incidents)).toEqual([0, 2, 1]);
  expect(rows?.all).toMatchObject({ incidents: 3, recurrences: 1, overdue: 1 });
});

test("the public form has durations as ISO 8601", () => {
  const graph = graphOf(6);
  const { repositories } = publicMeasures(measure(graph, NOW), graph.collection.catalogs);
  const figures = { drills: 0, entries: 0, open_gaps: 0 };
  const quartiles = { lower_quartile: null, upper_quartile: null };
  expect(repositories?.each[1]).toEqual({
    ...{ name: "a", title: "Team a", ...figures, incidents: 6, recurrences: 0, overdue: 0, newest: "2026-03-15" },
    undetected: { ...quartiles, n: 6, least: "PT1H", median: "PT3H30M", most: "PT6H" },
  });
  expect(repositories?.all).toMatchObject({ incidents: 7, recurrences: 1, overdue: 1 });
});

test("a collection of one repository has no rows", () => {
  const graph = link(collection([]));
  expect(measure(graph, NOW).repositories).toBeNull();
});
