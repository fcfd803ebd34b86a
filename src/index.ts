export type { Collection } from "./model/collection.js";
export type { Diagnostic } from "./model/diagnostic.js";
export type { Graph } from "./model/graph.js";
export { type BuildOptions, type Built, build, type Checked, check } from "./pipeline/library.js";
