import type { build as buildSite } from "./build.js";

export type { BuildOptions, Built } from "./build.js";
export { type Checked, check } from "./check.js";

/** Files in a folder → the files of the site. Nothing is written. */
export const build: typeof buildSite = async (...parameters) => (await import("./build.js")).build(...parameters);
