import { expect, test } from "vitest";
import { measure } from "../../src/measure/measure.js";
import { ruleInputs } from "../../src/pipeline/site.js";
import { readSiteFiles } from "../../src/read/read-site-files.js";
import { createRenderer } from "../../src/render/kit/templates/renderer.js";
import { pageKinds } from "../../src/render/page-kinds.js";
import type { SiteInput } from "../../src/render/shared/site-input.js";
import { siteModel } from "../../src/render/shared/site-model.js";
import { planSite } from "../../src/render/site.js";
import { loadExample } from "../support/load-example.js";
import { similarIndexFor } from "../support/similar-index.js";

const graph = await loadExample();
const now = "2026-11-23";
const input: SiteInput = {
  graph,
  measures: measure(graph, now),
  similarIndex: await similarIndexFor(graph),
  now,
  isPartial: false,
  unshown: [],
  commit: null,
  commits: new Map(),
  audience: "public",
  baseUrl: "https://learning.example.org/",
  version: "0.0.0",
  rules: ruleInputs(),
  attachments: new Map(),
  evidenceHashes: new Map(),
  logo: null,
  ...readSiteFiles(),
};
const render = createRenderer();

test("a file asked for by its path is the file of the whole site", () => {
  const plan = planSite(input, render);
  const all = [...plan.files()];
  expect(all.length).toBeGreaterThan(300);
  const bytes = (content: string | Uint8Array = "") => Buffer.from(content);
  for (const { path, content } of all) expect(bytes(plan.file(path)?.content).equals(bytes(content)), path).toBe(true);
});

test("no path is made twice", () => {
  const paths = [...planSite(input, render).files()].map(({ path }) => path);
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
});

test("there is nothing at a path that the site has not", () => {
  const plan = planSite(input, render);
  for (const path of ["", "incidents", "incidents/none/index.html", "data/none.json", "none/index.html", "assets/"])
    expect(plan.file(path), path).toBeUndefined();
});

test("every page is in the folder of its kind, so that it is found there", () => {
  const site = siteModel(input);
  const strays = pageKinds.flatMap(({ folder, pages }) =>
    [...pages(site)].flatMap(({ path }) => (path.slice(0, Math.max(0, path.indexOf("/"))) === folder ? [] : [path])),
  );
  expect(strays).toEqual([]);
});

/** A plan whose documents, commit and site can be made unreadable. */
function guardedPlan() {
  const unseen = (): never => {
    throw new Error("read by what says that it does not show it");
  };
  const hidden = { bodies: false, commit: false, rest: false };
  const guarded = <T extends object>(one: T, isHidden: (key: string | symbol) => boolean): T =>
    new Proxy(one, { get: (of, key) => (isHidden(key) ? unseen() : Reflect.get(of, key)) });
  const document = <T extends object>(one: T) =>
    guarded(one, (key) => (key === "body" ? hidden.bodies : hidden.rest && key !== "tree"));
  const collection = guarded(
    {
      ...graph.collection,
      postmortems: graph.collection.postmortems.map(document),
      drills: graph.collection.drills.map(document),
    },
    () => hidden.rest,
  );
  const commit = guarded({ hash: "0".repeat(40), time: "2026-11-20T09:00:00Z" }, () => hidden.commit);
  const commits = new Proxy(new Map(), { get: () => (hidden.commit ? unseen() : () => undefined) });
  const site = guarded({ ...graph, collection }, () => hidden.rest);
  const measures = guarded({ ...input.measures }, () => hidden.rest);
  const whole = { ...input, graph: site, measures, commit, commits };
  return { plan: planSite(whole, render), hidden };
}

test("a part of the site shows only what it says, so that an earlier one can be kept", () => {
  const { plan, hidden } = guardedPlan();
  const seen = { facts: 0, commit: 0, body: 0 };
  for (const { shows, pieces, list } of plan.parts()) {
    const kind = typeof shows === "string" ? shows : "body";
    Object.assign(hidden, { bodies: kind !== "body", commit: kind === "facts" });
    for (const { page, make } of pieces()) {
      if (page) list(page);
      for (const _ of make()) seen[kind]++;
    }
  }
  for (const files of Object.values(seen)) expect(files).toBeGreaterThan(1);
});

/** Where in a value something stands that JSON has no form for. */
function unplain(value: unknown, place: string): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") return Number.isFinite(value) ? [] : [place];
  if (typeof value !== "object") return [place];
  if (!Array.isArray(value) && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return [place];
  return Object.entries(value).flatMap(([key, one]) => unplain(one, `${place} ${key}`));
}

test("a page is made of what its origin says, which is plain data, so that an earlier one can be kept", () => {
  const { plan, hidden } = guardedPlan();
  let pages = 0;
  for (const { pieces } of plan.parts()) {
    for (const { page, origin, make } of pieces()) {
      if (page === null || origin === null) continue;
      const { data } = origin();
      expect(origin().data).toEqual(data);
      hidden.commit = true;
      hidden.rest = true;
      for (const { path } of make()) if (path === page.path) pages++;
      hidden.commit = false;
      hidden.rest = false;
    }
  }
  expect(pages).toBeGreaterThan(100);
  const site = siteModel(input);
  for (const { pages } of pageKinds)
    for (const { path, model, body, files = [] } of pages(site))
      expect(unplain([model, body?.with ?? null, files], path)).toEqual([]);
});
