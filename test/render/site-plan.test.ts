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

test("a part of the site shows only what it says, so that an earlier one can be kept", () => {
  const unseen = (): never => {
    throw new Error("read in a part that says it does not show it");
  };
  const hidden = { bodies: false, commit: false };
  const guarded = <T extends { body: unknown }>(document: T): T =>
    new Proxy(document, { get: (of, key) => (key === "body" && hidden.bodies ? unseen() : Reflect.get(of, key)) });
  const collection = {
    ...graph.collection,
    postmortems: graph.collection.postmortems.map(guarded),
    drills: graph.collection.drills.map(guarded),
  };
  const commit = new Proxy(
    { hash: "0".repeat(40), time: "2026-11-20T09:00:00Z" },
    {
      get: (of, key) => (hidden.commit ? unseen() : Reflect.get(of, key)),
    },
  );
  const commits = new Proxy(new Map(), { get: () => (hidden.commit ? unseen() : () => undefined) });
  const plan = planSite({ ...input, graph: { ...graph, collection }, commit, commits }, render);
  const seen = { facts: 0, commit: 0, body: 0 };
  for (const { shows, make } of plan.parts()) {
    const kind = typeof shows === "string" ? shows : "body";
    Object.assign(hidden, { bodies: kind !== "body", commit: kind === "facts" });
    seen[kind] += [...make()].length;
  }
  for (const files of Object.values(seen)) expect(files).toBeGreaterThan(1);
});
