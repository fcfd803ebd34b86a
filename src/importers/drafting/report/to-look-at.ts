import { NO_ZONE } from "../../../parse/times/clocked.js";
import { openDate } from "../../../parse/times/date-order.js";
import { plural } from "../../../util/plural.js";
import type { PlannedDraft } from "../plan/plan-import.js";
import { sameIncidentPairs } from "./same-incident.js";
import { listed } from "./wording.js";

const MAX_PAIRS = 10;

/**
 * What only the owner of the folder can settle: names that the collection does not know, days that nobody wrote down,
 * documents that may be of one incident.
 * @param ids of the documents that were there before
 * @param dryRun whether nothing is written, so that nothing has to be removed before the next import
 * @param shown a draft's path, as the user sees it
 */
export function toLookAt(
  drafts: readonly PlannedDraft[],
  ids: readonly string[],
  shown: (id: string) => string,
  dryRun: boolean,
): string[] {
  const missing: [string, keyof PlannedDraft["draft"]["missing"], string][] = [
    ["Owners", "owners", "owners: in inquest.yaml"],
    ["Severities", "severities", "severities: in inquest.yaml"],
    ["Services", "services", "catalog/services.yaml"],
  ];
  const pairs = sameIncidentPairs(
    drafts.map(({ id }) => id),
    ids,
  );
  const undated = drafts.filter(({ document }) => document.day === null);
  return [
    ...unsettled(drafts, dryRun),
    ...missing.flatMap(([what, key, where]) => {
      const names = byNumber(drafts.flatMap(({ draft }) => draft.missing[key]));
      return names.length === 0
        ? []
        : [
            `${what} that the collection does not know: ${listed(names, 12)}. Add them to ${where}, then to the drafts, which name them in comments`,
          ];
    }),
    ...(undated.length > 0
      ? [
          `${plural(undated.length, "draft")} without a day: find it out, put it before the name of the source (2019-07-02-…), remove the draft with its folder of evidence, and import again`,
        ]
      : []),
    ...pairs
      .slice(0, MAX_PAIRS)
      .map(
        ([a, b]) =>
          `Perhaps one incident: ${shown(a)} and ${shown(b)}. Merge them, or link them under related: with relation: same-event`,
      ),
    ...(pairs.length > MAX_PAIRS ? [`and ${pairs.length - MAX_PAIRS} more such pairs`] : []),
  ];
}

/** Options with which the user can settle what the documents leave open. */
function unsettled(drafts: readonly PlannedDraft[], dryRun: boolean): string[] {
  const timed = drafts.flatMap(({ document }) => document.timeline);
  const dates = timed.flatMap(({ at, source, why }) =>
    at === null ? (openDate(source) ?? openDate(why ?? "") ?? []) : [],
  );
  const clocks = timed.filter(({ why }) => why === NO_ZONE);
  const lines = [
    ...(dates.length > 0
      ? [
          `${plural(dates.length, "row")} with a date that can be one of two days, such as ${dates[0]}: say --day-order dmy or mdy`,
        ]
      : []),
    ...(clocks.length > 0
      ? [
          `${plural(clocks.length, "row")} with a clock whose zone nothing says: say --zone, such as --zone Europe/Berlin`,
        ]
      : []),
  ];
  if (lines.length === 0 || dryRun) return lines;
  return [...lines, "With another option remove these drafts and their folders of evidence first, then import again"];
}

/** Each name once, the most frequent first, with its number. */
function byNumber(names: readonly string[]): string[] {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  return [...count]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([name, n]) => (n > 1 ? `${name} (${n})` : name));
}
