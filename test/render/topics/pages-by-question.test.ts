import { expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import { collection, incident } from "../../support/collection.js";
import { loadExample } from "../../support/load-example.js";
import { renderPages, searchRecordsOf, textOf } from "../../support/render.js";
import { CATALOGS } from "../../support/small-catalogs.js";

const service = (id: string, organisation: string, team?: string) => ({
  id,
  title: `Service ${id}`,
  description: "What it does",
  organisation,
  ...(team === undefined ? {} : { team }),
});

test("without pages of rules the foot does not lead there", async () => {
  const pages = await renderPages(collection([incident("2026-01-01-a")]), { rules: [] });
  expect([...pages.keys()].filter((path) => path.startsWith("rules/"))).toEqual([]);
  for (const [path, html] of pages) if (path.endsWith(".html")) expect(html, path).not.toContain("rules/index.html");
});

test("home asks the questions of the collection, as links into search", async () => {
  const site = { questions: ["stale grants after a rollout?", "a & b"] as [string, string] };
  const home = (await renderPages(collection([], { config: { site } }))).get("index.html") ?? "";
  expect(home).toContain('href="search/index.html?q=stale%20grants%20after%20a%20rollout%3F"');
  expect(home).toContain('href="search/index.html?q=a%20%26%20b"');
  expect(textOf(home)).toContain("stale grants after a rollout? a & b");
});

test("own and third-party accounts are told apart where a collection has both", async () => {
  const own = [incident("2026-01-01-a", { account: "own" }), incident("2026-01-02-b", { account: "own" })];
  const mixed = await renderPages(collection([...own, incident("2026-01-03-c", { account: "third-party" })]));
  expect(textOf(mixed.get("incidents/index.html") ?? "")).toMatch(/Our own only 2 Third-party only 1/);
  expect(textOf(mixed.get("index.html") ?? "")).toContain("2 our own , 1 of others");
  const alone = await renderPages(collection(own));
  expect(textOf(alone.get("incidents/index.html") ?? "")).not.toContain("Our own only");
  expect(textOf(alone.get("index.html") ?? "")).not.toContain("our own");
});

test("services stand under their organisation, or under their team where there is one organisation", async () => {
  const list = async (services: ReturnType<typeof service>[]) =>
    textOf((await renderPages(collection([], { catalogs: { services } }))).get("services/index.html") ?? "");
  expect(await list([service("a", "Two Inc."), service("b", "One Inc."), service("c", "Two Inc.")])).toMatch(
    /One Inc\. Service b Two Inc\. Service a Service c/,
  );
  expect(await list([service("a", "One Inc.", "Edge"), service("b", "One Inc.")])).toMatch(
    /Edge Service a Without a team Service b/,
  );
});

test("home draws one mark for each incident of those who noticed, and says how many do not say", async () => {
  const noticed = (by: "customer" | "alert") => ({
    detection: { delay: "PT5M", by, why_delayed: "Sampled" },
  });
  const postmortems = [
    incident("2026-01-01-a", noticed("customer")),
    incident("2026-01-02-b", noticed("customer")),
    incident("2026-01-03-c", noticed("alert")),
    incident("2026-01-04-d"),
  ];
  const of = collection(postmortems, { catalogs: CATALOGS });
  const home = (await renderPages(of, { graph: link(of) })).get("index.html") ?? "";
  const section = /<section aria-labelledby="noticed-title">([\s\S]*?)<\/section>/.exec(home)?.[1] ?? "";
  const rows = [...section.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, row = ""]) => row);
  expect(rows.map((row) => row.match(/<svg/g)?.length)).toEqual([2, 1]);
  expect(rows.map((row) => /(\d+) $/.exec(textOf(row))?.[1])).toEqual(["2", "1"]);
  expect(textOf(section)).toContain("1 account does not say.");
});

test("the class facet of search finds as many incidents as the page of the class counts", async () => {
  const graph = await loadExample();
  const pages = await renderPages(graph.collection, { graph });
  const records = [...(await searchRecordsOf(graph.collection, { graph })).values()];
  const has = (record: (typeof records)[number], key: string, value: string) =>
    record.facets.some((facet) => facet.key === key && facet.value === value);
  for (const { id } of graph.collection.catalogs.classes) {
    const found = records.filter((record) => has(record, "type", "incident") && has(record, "class", id)).length;
    expect(found, id).toBeGreaterThan(0);
    expect(textOf(pages.get(`taxonomy/${id}/index.html`) ?? ""), id).toContain(` ${found} incidents `);
  }
});
