import type { build as buildSite } from "./build.js";
import type { Checked, CheckOptions } from "./check.js";

export type { BuildOptions, Built } from "./build.js";
export type { Checked } from "./check.js";

/** Files in a folder → the files of the site. Nothing is written. */
export const build: typeof buildSite = async (...parameters) => (await import("./build.js")).build(...parameters);

/** Files in a folder → diagnostics and what is valid, as `inquest check` finds them. */
export const check = async (root: string, options: CheckOptions): Promise<Checked> =>
  (await import("./check.js")).check(root, { findDuplicates: true, ...options });
