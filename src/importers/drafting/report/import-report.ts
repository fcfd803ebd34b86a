import type { Outcome } from "../plan/plan-import.js";
import { draftLines } from "./draft-lines.js";
import { worstFirst } from "./file-report.js";
import { toLookAt } from "./to-look-at.js";
import { totals } from "./totals.js";
import { listed } from "./wording.js";

/** What a report shows apart from the outcomes. */
export interface ReportContext {
  dryRun: boolean;
  /** A draft's path, as the user sees it. */
  shown(id: string): string;
  /** How many files were found that are no documents, and no document links to. */
  beside: number;
  /** Ids of the documents that were there before. */
  ids: readonly string[];
  /** Lines on what to do next. */
  next: readonly string[];
}

/** What an import did: file by file with the worst first, then what is left to look at, then the next steps. */
export function importReport(all: readonly Outcome[], context: ReportContext): string {
  const drafts = all.filter((one) => one.is === "draft");
  // What a draft has as its attachment was not left out.
  const linked = new Set(drafts.flatMap((draft) => draft.linked));
  const outcomes = all.filter(({ is, path }) => is !== "skipped" || !linked.has(path));
  const blocks = [
    worstFirst(outcomes).flatMap((one) => linesOf(one, context)),
    skipped(outcomes),
    totals(outcomes, drafts, context.dryRun, context.beside),
    toLookAt(drafts, context.ids, context.shown, context.dryRun),
    context.next,
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function linesOf(outcome: Outcome, { shown, dryRun }: ReportContext): string[] {
  const { path } = outcome;
  switch (outcome.is) {
    case "draft": {
      const arrow = dryRun ? "would become" : outcome.replaces ? "→ rewritten" : "→";
      return [`${path} ${arrow} ${shown(outcome.id)}`, ...draftLines(outcome).map((line) => `    ${line}`)];
    }
    case "already": {
      const state = outcome.edited ? "edited since: left alone" : "unchanged";
      return [`${path}: already imported as ${shown(outcome.id)}, ${state}`];
    }
    case "changed": {
      const edited = outcome.edited ? ", and the draft was edited too" : "";
      return [
        `${path}: changed since it was imported as ${shown(outcome.id)}${edited}. Nothing was written; --force rewrites the draft`,
        ...outcome.diff.split("\n").map((line) => `    ${line}`),
      ];
    }
    case "same":
      return [`${path}: the same as ${outcome.as}, which stands for both`];
    case "failed":
      return [`${path}: NOT IMPORTED. ${outcome.reason}`];
    case "skipped":
      return [];
  }
}

/** Many files may be skipped for one reason. */
function skipped(outcomes: readonly Outcome[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const one of outcomes) {
    if (one.is === "skipped") byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one.path]);
  }
  return [...byReason].sort().map(([reason, paths]) => `Skipped, ${reason}: ${listed(paths, 20)}`);
}
