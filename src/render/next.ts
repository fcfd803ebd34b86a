import { type NextItem, nextItemFields } from "../measure/next-items.js";
import type { Graph } from "../model/graph.js";
import { constant, count, day, list, output, record, type TypeOf, text } from "../util/shape.js";
import { printMarkdown } from "./kit/report/print-markdown.js";
import { printText } from "./kit/report/print-text.js";
import { canonicalUrl } from "./shared/canonical-url.js";
import { nodePath } from "./shared/paths.js";
import { nextCalendar } from "./topics/actions/next-calendar.js";
import { type NextInput, nextReport, nodeOf } from "./topics/actions/next-report.js";

const OUTPUT_VERSION = 1;

/** What the formats of `inquest next` are made from. */
export interface NextOutputInput extends NextInput {
  graph: Graph;
  /** Where the site is, or null. */
  baseUrl: string | null;
  /** The version of inquest. */
  version: string;
  /** Where an item stands: the file relative to the working directory, and the line from 1. */
  placeOf: (item: NextItem) => { file: string; line: number };
}

/** The formats of `inquest next`, by name. */
export const NEXT_FORMATS: Readonly<
  Record<"ics" | "json" | "markdown" | "text", (input: NextOutputInput, colour: boolean, columns?: number) => string>
> = {
  ics: (input) => nextCalendar(input.items, { ...input, urlOf: (item) => urlOf(item, input) }),
  json: nextJson,
  markdown: (input) =>
    printMarkdown(nextReport(input), (to) => {
      const path = nodePath(input.graph, to);
      return path === null ? null : canonicalUrl({ baseUrl: folderOf(input.baseUrl) }, path);
    }),
  text: (input, colour, columns) => printText(nextReport(input), colour, columns),
};

function urlOf(item: NextItem, { baseUrl, graph }: NextOutputInput): string | null {
  const path = nodePath(graph, nodeOf(item));
  if (path === null) return null;
  const url = canonicalUrl({ baseUrl: folderOf(baseUrl) }, path);
  return url === null || item.kind !== "action" ? url : `${url}#action-${item.id.split("#")[1]}`;
}

/** URLs are resolved against a folder only if it ends in a slash. */
function folderOf(baseUrl: string | null): string | null {
  return baseUrl?.replace(/\/*$/, "/") ?? null;
}

/** What `next --format json` prints. */
export const nextOutput = output(
  {
    path: "output/next",
    id: `urn:inquest:schema:${OUTPUT_VERSION}:next`,
    title: "What to do next",
    description:
      "What `inquest next --format json` prints: what is overdue, due soon, without an owner, never drilled, or open; own before third-party",
    examples: [
      {
        version: OUTPUT_VERSION,
        now: "2026-11-28",
        items: [
          {
            kind: "action",
            id: "2026-03-14-stale-grants#A2",
            title: "Export the bundle version with every decision",
            owner: "team-policy",
            due: "2026-11-01",
            state: "overdue",
            file: "postmortems/incidents/2026-03-14-stale-grants.md",
            line: 88,
          },
        ],
      },
    ],
  },
  {
    version: constant(OUTPUT_VERSION, "The version of this format"),
    now: day("The day that counted as today, in UTC"),
    items: list(
      record("Something to do", {
        ...nextItemFields,
        file: text("The file that it is in, relative to the working directory"),
        line: count("The line of its id there; of a document 1", 1),
      }),
      "Own before third-party, then by state and by day",
    ),
  },
);

function nextJson({ items, now, placeOf }: NextOutputInput): string {
  const result: TypeOf<typeof nextOutput> = {
    version: OUTPUT_VERSION,
    now,
    items: items.map((item) => {
      const { kind, id, title, owner, due, state } = item;
      return { kind, id, title, owner, due, state, ...placeOf(item) };
    }),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
