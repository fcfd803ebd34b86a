import { plural } from "../../../util/plural.js";
import type { Outcome, PlannedDraft } from "../plan/plan-import.js";

/**
 * How many files became what, and how much was recognised in the new drafts.
 * @param beside how many files were found that are no documents, and no document links to
 */
export function totals(
  outcomes: readonly Outcome[],
  drafts: readonly PlannedDraft[],
  dryRun: boolean,
  beside: number,
): string[] {
  const number = (is: Outcome["is"]) => outcomes.filter((one) => one.is === is).length;
  const sum = (of: (draft: PlannedDraft) => number) => drafts.reduce((so, draft) => so + of(draft), 0);
  const kinds: [number, string][] = [
    [drafts.length, dryRun ? "would become drafts" : drafts.length === 1 ? "draft" : "drafts"],
    [number("already"), "already imported"],
    [number("changed"), "changed since it was imported"],
    [number("same"), "the same as another"],
    [number("skipped"), "skipped"],
    [number("failed"), "NOT IMPORTED"],
  ];
  const files = plural(new Set(outcomes.map(({ path }) => path)).size, "file");
  const became = kinds.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  const rows = sum(({ document }) => Math.max(document.rowsSeen, document.timeline.length));
  const recognised = [
    plural(drafts.filter(({ document }) => document.title !== null).length, "title"),
    plural(drafts.filter(({ document }) => document.day !== null).length, "day"),
    `${sum(({ draft }) => draft.events)} of ${plural(rows, "row")} of timelines`,
    plural(
      sum(({ draft }) => draft.actions),
      "action",
    ),
    `${sum(({ draft }) => draft.sections.recognised)} of ${plural(
      sum(({ draft }) => draft.sections.total),
      "section",
    )}`,
  ];
  return [
    `${files}: ${became.join(", ")}`,
    ...(drafts.length > 0 ? [`Recognised in ${plural(drafts.length, "draft")}: ${recognised.join(", ")}`] : []),
    ...(beside > 0 ? [`${plural(beside, "other file")} that no document links to: left alone`] : []),
  ];
}
