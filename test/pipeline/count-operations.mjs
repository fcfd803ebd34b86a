// Runs each stage of the built program on the collections named, in a process of its own: only code that is loaded once
// counting has begun is counted by its blocks. Prints, for each collection and stage, how often each function's blocks ran.
import { Session } from "node:inspector/promises";
import { join } from "node:path";

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

const load = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { load: read } = await load("pipeline/load.js");
const { validateLoaded } = await load("pipeline/check.js");
const { Cache } = await load("cache/cache.js");
const { buildInto } = await load("pipeline/build.js");
const { linkAndMeasure } = await load("pipeline/link-and-measure.js");
const { planFor } = await load("pipeline/site.js");
const { publicMeasures } = await load("measure/measure.js");
const { REPORT_FORMATS } = await load("render/report.js");
const { redact } = await load("redact/redact.js");
const { LeakSearch } = await load("redact/leak-search.js");
const { buildSearchIndex } = await load("search/build-index.js");
const { loadLanguage } = await load("search/languages.js");
const { SiteWriter } = await load("write/write-site.js");

const OPTIONS = { audience: "public", baseUrl: null, now: "2026-07-01", commit: null, version: "1" };
const language = await loadLanguage("en");
const counted = [];
for (const root of process.argv.slice(2)) {
  const stages = {};
  const stage = async (name, work) => {
    await count();
    const result = await work();
    stages[name] = await count();
    return result;
  };
  const loaded = await stage("parse", () => read(root));
  const { collection } = await stage("validate", () => validateLoaded(root, loaded, { now: OPTIONS.now, today: null }));
  await stage("redact", () => redact(collection, "public"));
  const { graph, measures } = await stage("link", () => linkAndMeasure(collection, OPTIONS));
  await stage("measure", () => Object.values(publicMeasures(measures, collection.catalogs)));
  await stage("report", () => {
    const input = { graph, measures, filter: { since: null, service: null, class: null }, all: true };
    for (const print of Object.values(REPORT_FORMATS)) print({ ...input, ...OPTIONS }, false, undefined);
  });
  const { plan } = await planFor(root, collection, { ...OPTIONS, isPartial: false });
  const files = await stage("render", () => [...plan.files()]);
  const records = await stage("search records", () => [...plan.records()]);
  await stage("search index", () => buildSearchIndex(records, language));
  await stage("scan", async () => {
    const search = new LeakSearch(collection);
    for (const file of files) search.look(file);
    await search.leaks(async () => files);
  });
  // With neither index nor search for what is hidden, which are counted above.
  const cache = new Cache(join(root, "../cache"), "growth");
  const build = async () => {
    const writer = new SiteWriter(join(root, "../site"));
    const options = { audience: "internal", date: OPTIONS.now, search: false, allowErrors: true, cache, workers: 0 };
    await buildInto(root, { ...OPTIONS, ...options }, writer);
    await writer.swap([]);
    cache.save();
  };
  await stage("check, build and write", build);
  await stage("take over what is the same", build);
  counted.push(stages);
}
process.stdout.write(JSON.stringify(counted));

/** What ran since the last time, by the file and name of the function. */
async function count() {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const counts = {};
  for (const { url, functions } of result) {
    const path = /\/dist\/(.*)$/.exec(url)?.[1];
    if (path === undefined) continue;
    for (const { functionName, ranges } of functions) {
      const name = `${path} ${functionName}`;
      counts[name] = ranges.reduce((sum, range) => sum + range.count, counts[name] ?? 0);
    }
  }
  return counts;
}
