import type { Outcome, PlannedDraft } from "../plan/plan-import.js";
import { counted } from "./wording.js";

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
  const files = counted(new Set(outcomes.map(({ path }) => path)).size, "file");
  const became = kinds.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  const rows = sum(({ document }) => document.timeline.length);
  const recognised = [
    counted(drafts.filter(({ document }) => document.title !== null).length, "title"),
    counted(drafts.filter(({ document }) => document.day !== null).length, "day"),
    `${sum(({ draft }) => draft.events)} of ${counted(rows, "row")} of timelines`,
    counted(
      sum(({ draft }) => draft.actions),
      "action",
    ),
    `${sum(({ draft }) => draft.sections.recognised)} of ${counted(
      sum(({ draft }) => draft.sections.total),
      "section",
    )}`,
  ];
  return [
    `${files}: ${became.join(", ")}`,
    ...(drafts.length > 0 ? [`Recognised in ${counted(drafts.length, "draft")}: ${recognised.join(", ")}`] : []),
    ...(beside > 0 ? [`${counted(beside, "other file")} that no document links to: left alone`] : []),
  ];
}
