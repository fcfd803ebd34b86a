import type { Measures } from "../measure/measure.js";
import type { Graph } from "../model/graph.js";
import type { OutputFile } from "../model/page.js";
import type { Visibility } from "../model/schema-types.js";

/** All that the site is made from. Nothing else enters: no clock, no disk, no locale. */
export interface SiteInput {
  graph: Graph;
  measures: Measures;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  /** What the site is built from; `time` is an RFC 3339 instant. Null outside git. */
  commit: { hash: string; time: string } | null;
  audience: Visibility;
  /** Where the site will be, with a slash at its end, or null if that is not known. */
  baseUrl: string | null;
  /** The version of inquest. */
  version: string;
  /** Path under `templates/` → text. */
  templates: ReadonlyMap<string, string>;
  /** Files that go into the site as they are. */
  assets: readonly OutputFile[];
}
