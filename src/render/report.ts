import { figures } from "../measure/figures/index.js";
import type { NodeRef } from "../model/graph.js";
import { printMarkdown } from "./kit/report/print-markdown.js";
import { printText } from "./kit/report/print-text.js";
import type { Block } from "./kit/report/tree.js";
import { canonicalUrl } from "./shared/canonical-url.js";
import { pagePath } from "./shared/paths.js";
import { countingText } from "./shared/report/counting-text.js";
import type { ReportInput } from "./shared/report/report-input.js";
import { actions } from "./topics/actions/actions-report.js";
import { contracts } from "./topics/catalog/contracts-report.js";
import { degradation } from "./topics/degradation/degradation-report.js";
import { drills } from "./topics/drill/drills-report.js";
import { evidence } from "./topics/evidence/evidence-report.js";
import { opening } from "./topics/home/opening-report.js";
import { answers } from "./topics/incident/answers-report.js";
import { incidents } from "./topics/incident/incidents-report.js";
import { recurrence } from "./topics/incident/recurrence-report.js";
import { objectives } from "./topics/objectives/objectives-report.js";
import { choreographyReport } from "./topics/response/response-report.js";
import { detection } from "./topics/taxonomy/detection-report.js";

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
  markdown: (input) => printMarkdown(blocksOf(input), (to) => urlOf(to, input.baseUrl)),
  text: (input, colour) => printText(blocksOf(input), colour),
};

function urlOf(to: NodeRef, baseUrl: string | null): string | null {
  const path = pagePath(to);
  // Without the slash the last part of its path would be taken for a file.
  return path === null ? null : canonicalUrl({ baseUrl: baseUrl?.replace(/\/*$/, "/") ?? null }, path);
}

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
