import type { build as buildSite } from "./build.js";
import { type Checked, type CheckOptions, check as checkCollection } from "./check.js";

export type { BuildOptions, Built } from "./build.js";
export type { Checked } from "./check.js";

/** Files in a folder → the files of the site. Nothing is written. */
export const build: typeof buildSite = async (...parameters) => (await import("./build.js")).build(...parameters);

/** Files in a folder → diagnostics and what is valid, as `inquest check` finds them. */
export const check = (root: string, options: CheckOptions): Promise<Checked> =>
  checkCollection(root, { findDuplicates: true, ...options });
