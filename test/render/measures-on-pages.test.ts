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
  const services = [{ service: "issuer", role: "origin" as const }];
  const failure_kinds = [{ kind: "trust/invalid-identity", why: "Refused" }];
  const unclear_contracts = [{ contract: "call-budget", gap: "Nobody wrote it" }];
  const timed = (id: string, minutes: number) =>
    incident(id, { failure_kinds, detection: { delay: `PT${minutes}M`, by: "alert", why_delayed: "Sampled" } });

  test("on the page of a class: quartiles with their n, or too few to say", async () => {
    const four = [10, 20, 30, 40].map((minutes, at) => timed(`2026-01-0${at + 1}-a`, minutes));
    const text = textOf((await pagesOf(collection(four, { catalogs }))).get("taxonomy/trust/index.html") ?? "");
    expect(text).toContain("n 4 Lower quartile 17 min 30 s Median 25 min Upper quartile 32 min 30 s");
    expect(text).toContain("Trend: too few to say (n = 4; a trend takes 10)");
    const one = textOf(
      (await pagesOf(collection(four.slice(0, 1), { catalogs }))).get("taxonomy/trust/index.html") ?? "",
    );
    expect(one).toContain("n 1 Lower quartile – Median 10 min Upper quartile –");
    const none = textOf((await pagesOf(collection([], { catalogs }))).get("taxonomy/trust/index.html") ?? "");
    expect(none).not.toContain("Noticed and understood");
  });

  test("on the page of an objective: the share with its interval, the worst and the latest", async () => {
    const recovered = (id: string, value: string) =>
      incident(id, { recovery: [{ objective: "freshness", value, service: "issuer" }] });
    const all = [recovered("2025-01-01-slow", "PT9H"), recovered("2026-01-01-quick", "PT1M")];
    const text = textOf((await pagesOf(collection(all, { catalogs }))).get("objectives/freshness/index.html") ?? "");
    expect(text).toContain("Share of breaches 9–91% 95% interval, by Wilson");
    expect(text).toContain("Worst 9 h, What happened in 2025-01-01-slow");
    expect(text).toContain("Latest 1 min, What happened in 2026-01-01-quick");
    expect(text).toContain("The issuer 5 min 1 1 0");
  });

  test("on the page of an incident: its own numbers, and what may have come again", async () => {
    const timeline = [
      { at: "2025-05-01T09:00:00Z", event: "It began", marks: ["began" as const] },
      { at: "2025-05-01T10:30:00Z", event: "It ended", marks: ["resolved" as const] },
    ];
    const pages = await pagesOf(
      collection(
        [
          incident("2016-01-10-first-of-all"),
          incident("2025-05-01-stale", { services, unclear_contracts, timeline }),
          incident("2025-05-10-stale-again", { services, unclear_contracts }),
        ],
        { catalogs },
      ),
    );
    const text = textOf(pages.get("incidents/2025-05-01-stale/index.html") ?? "");
    expect(text).toContain("Began to resolved 1 h 30 min");
    expect(text).toContain("Found, not declared");
    expect(text).toMatch(
      /What happened in 2025-05-10-stale-again 9 days later The same contract Contract call-budget , at Acme/,
    );
    expect(text).not.toContain("Came again as");
    expect(textOf(pages.get("incidents/2016-01-10-first-of-all/index.html") ?? "")).not.toContain(
      "Found, not declared",
    );
  });

  test("on the page of the choreography: the first step missing, apart from what is not recorded", async () => {
    const skipped = incident("2026-01-01-a", {
      response: [{ step: "contain", outcome: "skipped", reason: "Nobody knew" }],
    });
    const text = textOf((await pagesOf(collection([skipped], { catalogs }))).get("choreography/index.html") ?? "");
    expect(text).toMatch(/1\. Step freeze First missing 0 First not recorded 1 n 0/);
    expect(text).toMatch(
      /2\. Step contain missing first in What happened in 2026-01-01-a First missing 1 First not recorded 0 n 0/,
    );
  });

  test("on the page of degradation: what to fix first", async () => {
    const seen = incident("2026-01-01-a", {
      degradation: [{ policy: "grant", observed: "fail-open", mode: "accidental" }],
    });
    const text = textOf((await pagesOf(collection([seen], { catalogs }))).get("degradation/index.html") ?? "");
    expect(text).toMatch(
      /What to fix first .* Grant without policy ▲ overdue for a test What happened in 2026-01-01-a Risk high Weight 3 Not as declared 1 Weaker 1 By chance 0/,
    );
  });
});

test("the site and the report have the same figures", async () => {
  const graph = await loadExample();
  const pages = await renderPages(graph.collection, { graph });
  const { figures } = await import("../../src/measure/figures/index.js");
  const { measure } = await import("../../src/measure/measure.js");
  const data = JSON.parse(pages.get("data/measures.json") ?? "") as object;
  expect(data).toMatchObject(
    JSON.parse(JSON.stringify(figures(measure(graph, "2026-11-23"), graph.collection.catalogs))),
  );
});
