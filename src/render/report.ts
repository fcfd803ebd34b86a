import { measureShapes, publicMeasures } from "../measure/measure.js";
import type { NodeRef } from "../model/graph.js";
import {
  constant,
  day,
  definedIn,
  extendedOutput,
  orNull,
  record,
  sharedFields,
  type TypeOf,
  text,
} from "../util/shape.js";
import { printMarkdown } from "./kit/report/print-markdown.js";
import { printText } from "./kit/report/print-text.js";
import type { Block } from "./kit/report/tree.js";
import { canonicalUrl } from "./shared/canonical-url.js";
import { OUTPUT_VERSION, outputId } from "./shared/data-output.js";
import { nodePath } from "./shared/paths.js";
import { countingText } from "./shared/report/counting-text.js";
import type { ReportInput } from "./shared/report/report-input.js";
import { actions } from "./topics/actions/actions-report.js";
import { contracts } from "./topics/catalog/contracts-report.js";
import { heldControls } from "./topics/catalog/held-report.js";
import { degradation } from "./topics/degradation/degradation-report.js";
import { drills } from "./topics/drill/drills-report.js";
import { evidence } from "./topics/evidence/evidence-report.js";
import { opening } from "./topics/home/opening-report.js";
import { answers } from "./topics/incident/answers-report.js";
import { incidents } from "./topics/incident/incidents-report.js";
import { recurrence } from "./topics/incident/recurrence-report.js";
import { objectives } from "./topics/objectives/objectives-report.js";
import { choreographyReport } from "./topics/response/response-report.js";
import { sourcesReport } from "./topics/sources/sources-report.js";
import { detection } from "./topics/taxonomy/detection-report.js";

/** A part of the report. */
type Section = (input: ReportInput) => Block[];

/** What the short report has of a section: its first sentence, its first table, or both. */
type Brief = "all" | "nothing" | "sentence" | "sentence-and-table" | "table";

/** The sections in the order of reading. */
const SECTIONS: readonly { section: Section; brief: Brief }[] = [
  { section: opening, brief: "all" },
  { section: answers, brief: "sentence" },
  { section: objectives, brief: "table" },
  { section: detection, brief: "sentence" },
  { section: choreographyReport, brief: "table" },
  { section: recurrence, brief: "sentence" },
  { section: contracts, brief: "sentence-and-table" },
  { section: heldControls, brief: "nothing" },
  { section: evidence, brief: "sentence" },
  { section: degradation, brief: "sentence" },
  { section: drills, brief: "sentence" },
  { section: actions, brief: "sentence" },
  { section: incidents, brief: "nothing" },
  { section: sourcesReport, brief: "table" },
];

/** How many rows a table of the short report has. */
const MAX_BRIEF_ROWS = 5;

/** The sections for a report without incidents. */
const SECTIONS_OF_NONE: readonly Section[] = [opening, answers];

/** The formats of a report, by name. */
export const REPORT_FORMATS: Readonly<
  Record<"json" | "markdown" | "text", (input: ReportInput, colour: boolean, columns?: number) => string>
> = {
  json: reportJson,
  markdown: (input) => printMarkdown(blocksOf(input), (to) => urlOf(to, input)),
  text: (input, colour, columns) => printText(blocksOf(input), colour, columns),
};

function urlOf(to: NodeRef, { baseUrl, graph }: ReportInput): string | null {
  const path = nodePath(graph, to);
  // URLs are resolved against a folder only if it ends in a slash.
  return path === null ? null : canonicalUrl({ baseUrl: baseUrl?.replace(/\/*$/, "/") ?? null }, path);
}

function blocksOf(input: ReportInput): Block[] {
  if (input.measures.counting.incidents.length === 0) return SECTIONS_OF_NONE.flatMap((section) => section(input));
  if (input.all) return SECTIONS.flatMap(({ section }) => section(input));
  return [
    ...SECTIONS.flatMap(({ section, brief }) => briefOf(section(input), brief)),
    { type: "note", text: "This is the short report: --all has every table, --format json every id." },
  ];
}

/** The head of a section, in so few lines that all of the report fits on two screens. */
function briefOf(blocks: readonly Block[], brief: Brief): Block[] {
  if (brief === "all") return [...blocks];
  if (brief === "nothing") return [];
  const first = (type: Block["type"]) => blocks.find((block) => block.type === type);
  const table = first("table");
  const kept = [
    first("heading"),
    ...(brief === "table" ? [] : [first("sentence")]),
    ...(brief !== "sentence" && table ? [table] : []),
  ].filter((block) => block !== undefined);
  return kept.map((block) => {
    if (block.type === "heading") return { ...block, type: "subheading" };
    return block.type === "table" ? { ...block, rows: block.rows.slice(0, MAX_BRIEF_ROWS) } : block;
  });
}

/** What `report --format json` prints. */
export const reportOutput = extendedOutput(
  {
    path: "output/report",
    id: outputId("report"),
    title: "Report",
    description:
      "What `inquest report --format json` prints: the figures of a collection, with the ids of what they count. Figures count published incidents; near-misses and drills are kept apart",
  },
  {
    $schema: constant(outputId("report"), "The schema of this output"),
    version: constant(OUTPUT_VERSION, "The version of this format"),
    title: text("The title of the collection"),
    as_of: day("The day that counted as today, in UTC"),
    inquest: text("The version of inquest"),
    filter: record("Which incidents are counted", {
      since: orNull(day("Incidents of this day and later; null: all")),
      service: orNull(text("Incidents in which this service took part; null: all")),
      class: orNull(text("Incidents of this primary class; null: all")),
    }),
    counting_text: text("What is counted, in words"),
  },
  definedIn(outputId("data-measures"), "measures", sharedFields("The measures", measureShapes)),
);

function reportJson(input: ReportInput): string {
  const { graph, measures, filter, now, version } = input;
  const report: TypeOf<typeof reportOutput> = {
    $schema: outputId("report"),
    version: OUTPUT_VERSION,
    title: graph.collection.config.title,
    as_of: now,
    inquest: version,
    filter: { since: filter.since, service: filter.service, class: filter.class },
    counting_text: countingText(input),
    ...publicMeasures(measures, graph.collection.catalogs),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
