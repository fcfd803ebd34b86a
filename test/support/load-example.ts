import { fileURLToPath } from "node:url";
import { link } from "../../src/link/link.js";
import type { Graph } from "../../src/model/graph.js";
import { check } from "../../src/pipeline.js";

const ROOT = fileURLToPath(new URL("../../postmortems/", import.meta.url));

const REQUEST = { now: null, today: "2026-11-23" };

let example: Promise<Graph> | undefined;

/** The example collection as a graph, shared by all tests of a worker, which must not change it. */
export function loadExample(): Promise<Graph> {
  example ??= check(ROOT, REQUEST).then(({ collection }) => link(collection));
  return example;
}
