import type { CountingFilter } from "../measure/narrow.js";
import type { Collection } from "../model/collection.js";
import { REPORT_FORMATS } from "../render/report.js";
import type { ReportInput } from "../render/shared/report/report-input.js";
import { BODIES_AT_ONCE, type Checked, type CheckOptions, check, danglingIn } from "./check.js";
import { madeOf } from "./contained.js";
import { linkAndMeasure } from "./link-and-measure.js";
import { withSources } from "./sources.js";

/** How a report can be printed. */
export type ReportFormat = "json" | "markdown" | "text";

export interface ReportOptions {
  format: ReportFormat;
  filter: CountingFilter;
  /** Whether to print everything, and not the short report. */
  all: boolean;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  version: string;
  /** How a shell of the user calls the program for this collection; default: `inquest`. */
  call?: string;
  colour: boolean;
  /** The width of the terminal; undefined where there is none. */
  columns?: number | undefined;
}

/** A report, and the collection that it is of. */
export interface Reported {
  text: string;
  checked: Checked;
  /** References that lead nowhere. */
  dropped: number;
  /** Why each document that cannot be measured is left out, by its path in the collection. */
  leftOut: ReadonlyMap<string, string>;
  /** What of the sources was left out, a sentence each; absent where they are not read. */
  notes?: readonly string[];
}

/**
 * Files in a folder → the figures of what is valid, as text.
 * @param options `now` is the day that was asked for; null: `as_of`, else `today`
 */
export async function report(
  root: string,
  options: Omit<ReportOptions, "now"> & Pick<CheckOptions, "now" | "progress" | "cache"> & { today: string },
): Promise<Reported> {
  const { now, today, progress, cache } = options;
  const checked = await check(root, { now, today, progress, cache, bodiesAtOnce: BODIES_AT_ONCE });
  const { collection: whole, notes } = withSources(root, checked.collection);
  const { made, leftOut } = await madeOf(whole, (collection) =>
    reportFor(collection, { ...options, now: checked.now }),
  );
  return { text: made, checked: { ...checked, collection: whole }, dropped: danglingIn(checked), leftOut, notes };
}

/** What is valid → its figures as text. All of the collection: whoever holds its files may see it. */
function reportFor(collection: Collection, options: ReportOptions): string {
  const { filter, all, now } = options;
  const { graph, measures } = linkAndMeasure(collection, { audience: "internal", now, filter });
  const baseUrl = collection.config.base_url ?? null;
  const input: ReportInput = {
    graph,
    measures,
    filter,
    all,
    now,
    baseUrl,
    version: options.version,
    call: options.call,
  };
  return REPORT_FORMATS[options.format](input, options.colour, options.columns);
}
