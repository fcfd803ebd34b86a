import type { CountingFilter } from "../measure/narrow.js";
import type { Collection } from "../model/collection.js";
import type { ReportInput } from "../render/report/report-input.js";
import { learn } from "./site.js";

/** How a report can be printed. */
export type ReportFormat = "json" | "markdown" | "text";

export interface ReportOptions {
  format: ReportFormat;
  filter: CountingFilter;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  version: string;
  colour: boolean;
}

/** A report of what is valid, or in `unknown` what the filter names and the catalogs do not have. */
export interface Reported {
  text: string;
  unknown: string | null;
}

/** What is valid → its figures as text. All of the collection: whoever holds its files may see it. */
export async function reportFor(collection: Collection, options: ReportOptions): Promise<Reported> {
  const { filter, now } = options;
  const { graph, measures } = await learn(collection, { audience: "internal", now, filter });
  const [{ REPORT_FORMATS }, { unknownIn }] = await Promise.all([
    import("../render/report/report.js"),
    import("../validate/ids/unknown-in.js"),
  ]);
  const baseUrl = collection.config.base_url ?? null;
  const input: ReportInput = { graph, measures, filter, now, baseUrl, version: options.version };
  const { services, classes } = collection.catalogs;
  return {
    text: REPORT_FORMATS[options.format](input, options.colour),
    unknown:
      unknownIn("--service", filter.service, services, "services.yaml") ??
      unknownIn("--class", filter.class, classes, "taxonomy.yaml"),
  };
}
