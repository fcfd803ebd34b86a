import { fileURLToPath } from "node:url";
import { link } from "../../src/link/link.js";
import type { Graph } from "../../src/model/graph.js";
import { check } from "../../src/pipeline.js";

const ROOT = fileURLToPath(new URL("../../postmortems/", import.meta.url));

/** The example collection as a graph. */
export async function loadExample(): Promise<Graph> {
  const { collection } = await check(ROOT, {
    now: null,
    today: "2026-11-23",
    asPublished: false,
    baseline: null,
    changedSince: null,
  });
  return link(collection);
}
