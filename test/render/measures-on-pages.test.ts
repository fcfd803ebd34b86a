import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import type { Collection } from "../../src/model/collection.js";
import { arbitraryCollection } from "../support/arbitrary-collection.js";
import { collection, incident } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";
import { renderPages, textOf } from "../support/render.js";
import { CATALOGS } from "../support/small-catalogs.js";

const pagesOf = async (of: Collection) => renderPages(of, { graph: link(of) });
const NO_NUMBER = /\bNaN\b|\bundefined\b|Infinity|\[object/;

/** The pages on which something stands that is no number and no sentence. Scripts are of the program, not of the collection. */
async function broken(of: Collection): Promise<string[]> {
  const pages = [...(await pagesOf(of))].filter(([path]) => path.endsWith(".html") || path === "data/measures.json");
  return pages.filter(([, content]) => NO_NUMBER.test(textOf(content))).map(([path]) => path);
}

describe("every page is in sentences", () => {
  test("of a collection of nothing, and of catalogs alone", async () => {
    expect(await broken(collection([]))).toEqual([]);
    expect(await broken(collection([], { catalogs: CATALOGS }))).toEqual([]);
  });

  test("of one incident that says nothing", async () => {
    expect(await broken(collection([incident("2026-01-01-a")], { catalogs: CATALOGS }))).toEqual([]);
  });

  test("of any collection", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCollection, async (of) => {
        expect(await broken(of)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});

describe("a reader finds the figures", () => {
  const catalogs = CATALOGS;
  const failure_kinds = [{ kind: "trust/invalid-identity", why: "Refused" }];
  const timed = (id: string, minutes: number) =>
    incident(id, { failure_kinds, detection: { delay: `PT${minutes}M`, by: "alert", why_delayed: "Sampled" } });

  test("on the page of a class: a median from six on, quartiles from twelve on", async () => {
    const all = Array.from({ length: 12 }, (_, at) => timed(`2026-01-${at + 10}-a`, 10 * (at + 1)));
    const page = async (n: number) =>
      textOf((await pagesOf(collection(all.slice(0, n), { catalogs }))).get("taxonomy/trust/index.html") ?? "");
    expect(await page(12)).toContain("n 12 Lower quartile 37 min 30 s Median 1 h 5 min Upper quartile 1 h 33 min");
    // Columns without a value are left out.
    expect(await page(11)).toContain("n 11 Median 1 h");
    expect(await page(11)).not.toContain("quartile –");
    expect(await page(6)).toContain("median 35 min (n = 6)");
    expect(await page(6)).toContain("n 6 Median 35 min");
    const five = await page(5);
    expect(five).toContain("5 of 5 known");
    expect(five).not.toMatch(/median \d|Noticed and understood/);
    expect(await page(0)).not.toContain("Noticed and understood");
  });

  test("on the page of an objective: breaches as counts, the worst and the latest", async () => {
    const recovered = (id: string, value: string) =>
      incident(id, { recovery: [{ objective: "freshness", value, service: "issuer" }] });
    const all = [recovered("2025-01-01-slow", "PT9H"), recovered("2026-01-01-quick", "PT1M")];
    all.push(incident("2024-01-01-other"));
    const text = textOf((await pagesOf(collection(all, { catalogs }))).get("objectives/freshness/index.html") ?? "");
    expect(text).toContain("Breached in 1 of 2 incidents where that is known");
    expect(text).toContain("Worst 9 h, What happened in 2025-01-01-slow");
    expect(text).toContain("Latest 1 min, What happened in 2026-01-01-quick");
  });

  test("on the page of an incident: its own numbers", async () => {
    const timeline = [
      { at: "2025-05-01T09:00:00Z", event: "It began", marks: ["began" as const] },
      { at: "2025-05-01T10:30:00Z", event: "It ended", marks: ["resolved" as const] },
    ];
    const pages = await pagesOf(collection([incident("2025-05-01-stale", { timeline })], { catalogs }));
    const text = textOf(pages.get("incidents/2025-05-01-stale/index.html") ?? "");
    expect(text).toContain("Began to resolved 1 h 30 min");
  });

  test("on the page of degradation: what to fix first", async () => {
    const seen = incident("2026-01-01-a", {
      degradation: [{ policy: "grant", observed: "fail-open", mode: "accidental" }],
    });
    const text = textOf((await pagesOf(collection([seen], { catalogs }))).get("degradation/index.html") ?? "");
    expect(text).toMatch(
      /What to fix first Policies, worst first: [^✕]* Grant without policy high risk, without policy · ✕ overdue: never on record , due every 90 days fail closed as declared: 0 1 As declared, or not /,
    );
  });
});

test("the site and the report have the same figures", async () => {
  const graph = await loadExample();
  const pages = await renderPages(graph.collection, { graph });
  const { measure, publicMeasures } = await import("../../src/measure/measure.js");
  const data = JSON.parse(pages.get("data/measures.json") ?? "") as object;
  expect(data).toMatchObject(
    JSON.parse(JSON.stringify(publicMeasures(measure(graph, "2026-11-23"), graph.collection.catalogs))),
  );
});
