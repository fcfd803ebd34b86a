import { figures } from "../../measure/figures/index.js";
import { countingText } from "./counting-text.js";
import { printMarkdown } from "./printers/markdown.js";
import { printText } from "./printers/text.js";
import type { ReportInput } from "./report-input.js";
import { actions } from "./sections/actions.js";
import { answers } from "./sections/answers.js";
import { choreographyReport } from "./sections/choreography.js";
import { contracts } from "./sections/contracts.js";
import { degradation } from "./sections/degradation.js";
import { detection } from "./sections/detection.js";
import { drills } from "./sections/drills.js";
import { evidence } from "./sections/evidence.js";
import { incidents } from "./sections/incidents.js";
import { objectives } from "./sections/objectives.js";
import { opening } from "./sections/opening.js";
import { recurrence } from "./sections/recurrence.js";
import type { Block } from "./tree.js";

/** A part of the report. */
type Section = (input: ReportInput) => Block[];

/** Is trust restored faster, which promise keeps being misread, what evidence keeps missing, …: in the order of reading. */
const SECTIONS: readonly Section[] = [
  opening,
  answers,
  objectives,
  detection,
  choreographyReport,
  recurrence,
  contracts,
  evidence,
  degradation,
  drills,
  actions,
  incidents,
];

/** What can be said where no incident is counted. */
const SECTIONS_OF_NONE: readonly Section[] = [opening, answers];

/** The formats of a report, by name. */
export const REPORT_FORMATS: Readonly<
  Record<"json" | "markdown" | "text", (input: ReportInput, colour: boolean) => string>
> = {
  json: reportJson,
  markdown: (input) => printMarkdown(blocksOf(input), input.baseUrl),
  text: (input, colour) => printText(blocksOf(input), colour),
};

function blocksOf(input: ReportInput): Block[] {
  const sections = input.measures.counting.incidents.length === 0 ? SECTIONS_OF_NONE : SECTIONS;
  return sections.flatMap((section) => section(input));
}

/** One object, as `schema/output/report.schema.json` describes it. */
function reportJson(input: ReportInput): string {
  const { graph, measures, filter, now, version } = input;
  const report = {
    $schema: "urn:inquest:schema:1:report",
    version: 1,
    title: graph.collection.config.title,
    as_of: now,
    inquest: version,
    filter: { since: filter.since, service: filter.service, class: filter.class },
    counting_text: countingText(input),
    ...figures(measures, graph.collection.catalogs),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
