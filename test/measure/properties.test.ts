import fc from "fast-check";
import { expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { type Measures, measure, publicMeasures } from "../../src/measure/measure.js";
import { type CountingFilter, EVERYTHING, narrow } from "../../src/measure/narrow.js";
import type { Collection, Postmortem } from "../../src/model/collection.js";
import { arbitraryCollection, arbitraryOfClass } from "../support/arbitrary-collection.js";
import { collection, incident } from "../support/collection.js";
import { CATALOGS } from "../support/small-catalogs.js";

const NOW = "2026-11-23";
const RUNS = { numRuns: 40 };
const measured = (of: Collection, filter: CountingFilter = EVERYTHING): Measures => measure(link(of), NOW, filter);
const figuresOf = (of: Collection, filter?: CountingFilter) => publicMeasures(measured(of, filter), of.catalogs);

test("measures do not depend on the order of documents", () => {
  fc.assert(
    fc.property(arbitraryCollection, fc.infiniteStream(fc.nat()), (of, keys) => {
      const shuffled = <T>(all: readonly T[]): T[] =>
        all
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
      const other = { ...of, postmortems: shuffled(of.postmortems), drills: shuffled(of.drills) };
      expect(figuresOf(other)).toEqual(figuresOf(of));
    }),
    RUNS,
  );
});

test("an incident of another class does not change the figures of a class", () => {
  fc.assert(
    fc.property(arbitraryOfClass("trust", "t"), arbitraryOfClass("capacity", "c"), (ours, others) => {
      const [alone, together] = [
        collection(ours, { catalogs: CATALOGS }),
        collection([...ours, ...others], { catalogs: CATALOGS }),
      ];
      const ofClass = (of: Collection) => ({
        delays: figuresOf(of).detection_delay.classes.filter((one) => one.class === "trust"),
        distributions: figuresOf(of).detection_distributions.class.filter((one) => one.key === "trust"),
        kinds: figuresOf(of).detection_distributions.kind.filter((one) => one.key === "trust/invalid-identity"),
      });
      expect(ofClass(together)).toEqual(ofClass(alone));
      // And a report of that class alone counts the same.
      expect(figuresOf(together, { ...EVERYTHING, class: "trust" })).toEqual(figuresOf(alone));
    }),
    RUNS,
  );
});

test("no figure is NaN, whatever the collection", () => {
  fc.assert(
    fc.property(arbitraryCollection, (of) => {
      expect(broken(figuresOf(of))).toEqual([]);
      const [first] = of.postmortems;
      expect(broken(figuresOf({ ...of, postmortems: first ? [first] : [], drills: [] }))).toEqual([]);
    }),
    RUNS,
  );
});

/** The paths of values that are no number and no text that could stand in JSON. */
function broken(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [path];
  if (typeof value === "string") return /NaN|undefined|Infinity/.test(value) ? [path] : [];
  if (value === undefined) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => broken(child, `${path}.${key}`));
}

test("every incident that a figure counts is a published one", () => {
  fc.assert(
    fc.property(arbitraryCollection, (of) => {
      const counted = new Set(
        of.postmortems
          .filter(({ data }) => data.status === "published" && data.kind === "incident")
          .map(({ id }) => id),
      );
      const { counting, detection_distributions, objective_standings, choreography, fix_first, recurrence } =
        figuresOf(of);
      const ids = [
        ...counting.incidents,
        ...Object.values(detection_distributions).flatMap((groups) =>
          groups.flatMap((group) => [...group.incidents, ...group.delay.known]),
        ),
        ...objective_standings.flatMap(({ breached, met, unknown }) => [...breached, ...met, ...unknown]),
        ...choreography.ordered,
        ...choreography.out_of_order,
        ...fix_first.flatMap(({ mismatches, by_chance }) => [...mismatches, ...by_chance]),
        ...recurrence.declared.flatMap(({ earlier, later }) => [earlier, later]),
      ];
      expect(ids.filter((id) => !counted.has(id))).toEqual([]);
    }),
    RUNS,
  );
});

test("a filter keeps the postmortems that it names, and every drill", () => {
  fc.assert(
    fc.property(arbitraryCollection, fc.constantFrom("2021-01-01", "2024-01-01"), (of, since) => {
      const graph = link(of);
      const kept = (filter: Partial<CountingFilter>) => narrow(graph, { ...EVERYTHING, ...filter }).collection;
      const ids = (all: readonly Postmortem[]) => all.map(({ id }) => id);
      expect(ids(kept({ since }).postmortems)).toEqual(
        ids(of.postmortems.filter(({ id }) => id.slice(0, 10) >= since)),
      );
      expect(ids(kept({ service: "issuer" }).postmortems)).toEqual(
        ids(of.postmortems.filter(({ data }) => data.services?.[0]?.service === "issuer")),
      );
      expect(kept({ since, class: "trust" }).drills).toEqual(of.drills);
      expect(kept({})).toBe(of);
    }),
    RUNS,
  );
});

test("an incident of another class still says that this one came again", () => {
  const response = [{ step: "contain", outcome: "skipped" as const, reason: "Nobody knew" }];
  const of = (id: string, kind: string, data: object = {}) =>
    incident(id, { failure_kinds: [{ kind, why: "So it was" }], ...data });
  const both = collection(
    [
      of("2024-01-01-first", "trust/invalid-identity", { response }),
      of("2024-02-01-again", "capacity/retry-storm", {
        recurrence_of: [{ incident: "2024-01-01-first", same: [], why: "The same" }],
      }),
    ],
    { catalogs: CATALOGS },
  );
  const { skipping, counting, recurrence } = figuresOf(both, { ...EVERYTHING, class: "trust" });
  expect(counting.incidents).toEqual(["2024-01-01-first"]);
  expect(skipping.steps.find(({ step }) => step === "contain")?.skipped).toMatchObject({ n: 1, recurred: 1 });
  expect(recurrence.declared).toMatchObject([{ later: "2024-02-01-again", earlier: "2024-01-01-first" }]);
});
