import type { Outcome } from "../importers/drafting/plan/plan-import.js";
import { doubtsOf, rowsOf, spanOf, worstFirst } from "../importers/drafting/report/file-report.js";
import { constant, count, flag, list, oneOf, orNull, output, record, type TypeOf, text } from "../util/shape.js";

const OUTCOMES = ["draft", "already", "changed", "same", "skipped", "failed"] as const;

const fileShape = record(
  "What became of a file, or of a part of one",
  {
    file: text("The file, from the folder that was named"),
    outcome: oneOf(
      OUTCOMES,
      "A new draft, imported before, changed since then, the same as another file, no postmortem, or not readable",
    ),
  },
  {
    reason: text("Why it was skipped or could not be imported"),
    same_as: text("The file that stands for it"),
    id: text("The id of its draft"),
    path: text("Where its draft is, relative to the working directory"),
    edited: flag("Whether somebody edited the draft since it was imported"),
    diff: text("The changes at the source since then, as a unified diff"),
    format: text("The importer that read it"),
    title: orNull(text("The title in the document; null: the draft is named by its file")),
    day: orNull(text("The day of the incident, YYYY-MM-DD")),
    day_from: orNull(text("Where the document states that day")),
    zone: orNull(text("The zone that the document states for its clocks")),
    rows: record("Rows of timelines", {
      seen: count("Lines that look like rows with a time"),
      read: count("Rows with a time in the draft"),
      exact: count("Rows whose time is as exact as it is written"),
    }),
    first: orNull(text("The first time in the draft")),
    last: orNull(text("The last time in the draft")),
    actions: count("Actions in the draft"),
    doubts: list(text("A sentence"), "What is left for a person to look at"),
  },
);

/** What `import --format json` prints. */
export const importResultOutput = output(
  {
    path: "output/import-result",
    id: "urn:inquest:schema:1:import-result",
    title: "ImportResult",
    description: "What `inquest import --format json` prints",
    examples: [
      {
        version: 1,
        dry_run: true,
        summary: { files: 0, drafts: 0, skipped: 0, failed: 0, rows_seen: 0, rows_read: 0, actions: 0, doubts: 0 },
        files: [],
      },
    ],
  },
  {
    version: constant(1, "The version of this format"),
    dry_run: flag("Whether nothing was written"),
    summary: record("Counts", {
      files: count("Files that were named or found and looked at"),
      drafts: count("New drafts"),
      skipped: count("Files that are no postmortems"),
      failed: count("Files that could not be imported"),
      rows_seen: count("Lines of new drafts that look timed"),
      rows_read: count("Rows with a time, in new drafts"),
      actions: count("Actions in new drafts"),
      doubts: count("Sentences under doubts"),
    }),
    files: list(fileShape, "The files, the worst first"),
  },
);

type ImportResult = TypeOf<typeof importResultOutput>;
type FileResult = ImportResult["files"][number];

/**
 * What an import did, as JSON.
 * @param shown a draft's path, as the user sees it
 */
export function importJson(outcomes: readonly Outcome[], dryRun: boolean, shown: (id: string) => string): string {
  const files = worstFirst(outcomes).map((one) => fileResult(one, shown));
  const number = (outcome: FileResult["outcome"]) => files.filter((one) => one.outcome === outcome).length;
  const sum = (of: (file: FileResult) => number | undefined) =>
    files.reduce((total, file) => total + (of(file) ?? 0), 0);
  const result: ImportResult = {
    version: 1,
    dry_run: dryRun,
    summary: {
      files: new Set(files.map(({ file }) => file)).size,
      drafts: number("draft"),
      skipped: number("skipped"),
      failed: number("failed"),
      rows_seen: sum(({ rows }) => rows?.seen),
      rows_read: sum(({ rows }) => rows?.read),
      actions: sum(({ actions }) => actions),
      doubts: sum(({ doubts }) => doubts?.length),
    },
    files,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function fileResult(outcome: Outcome, shown: (id: string) => string): FileResult {
  const head = { file: outcome.path, outcome: outcome.is };
  switch (outcome.is) {
    case "skipped":
    case "failed":
      return { ...head, reason: outcome.reason };
    case "same":
      return { ...head, same_as: outcome.as };
    case "already":
      return { ...head, id: outcome.id, path: shown(outcome.id), edited: outcome.edited };
    case "changed":
      return { ...head, id: outcome.id, path: shown(outcome.id), edited: outcome.edited, diff: outcome.diff };
    case "draft": {
      const { document, draft, importer, id } = outcome;
      const span = spanOf(document);
      return {
        ...head,
        id,
        path: shown(id),
        format: importer.id,
        title: document.title,
        day: document.day?.day ?? null,
        day_from: document.day?.from ?? null,
        zone: document.zone,
        rows: rowsOf(outcome),
        first: span?.first ?? null,
        last: span?.last ?? null,
        actions: draft.actions,
        doubts: doubtsOf(outcome),
      };
    }
  }
}
