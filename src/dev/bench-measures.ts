/**
 * How long the measures of a collection take once it is linked: prints the milliseconds of the clock and of the processor.
 * A process of its own, run by `bench.ts`, so that nothing else is warm and nothing else is measured.
 */
import { link } from "../link/link.js";
import { measure } from "../measure/measure.js";
import { check } from "../pipeline.js";

const [root = "."] = process.argv.slice(2);
const day = "2026-11-23";
const { collection } = await check(root, {
  now: day,
  today: day,
  asPublished: false,
  baseline: null,
  changedSince: null,
});
const graph = link(collection);
const before = process.cpuUsage();
const start = performance.now();
measure(graph, day);
const time = performance.now() - start;
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ time, processor: (user + system) / 1000 })}\n`);
