/**
 * Prints the wall and processor time, in milliseconds, of the measures of a linked collection. `bench.ts` runs it as a
 * process of its own, so that nothing is warm and nothing else is measured.
 */
import { link } from "../../src/link/link.js";
import { measure } from "../../src/measure/measure.js";
import { check } from "../../src/pipeline.js";

const [root = "."] = process.argv.slice(2);
const day = "2026-11-23";
const { collection } = await check(root, {
  now: day,
  today: day,
});
const graph = link(collection);
const before = process.cpuUsage();
const start = performance.now();
// Each is computed when it is asked for.
Object.values(measure(graph, day));
const time = performance.now() - start;
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ time, processor: (user + system) / 1000 })}\n`);
