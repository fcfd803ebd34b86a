import { formatDay } from "../../kit/formats/format-time.js";
import { type ReportInput, titled } from "./report-input.js";
import { count, listed } from "./words.js";

/** What is counted, in one sentence: `Counting 12 published incidents since 1 January 2025.` */
export function countingText(input: ReportInput): string {
  const { incidents, third_party: thirdParty } = input.measures.counting;
  const n = incidents.length;
  const theirs = thirdParty.length;
  const whose =
    theirs === 0 ? "" : theirs === n ? ", from third-party accounts" : `, ${theirs} of them from third-party accounts`;
  return `Counting ${count(n, "published incident")}${filterText(input)}${whose}.`;
}

/** ` of the class Trust in Edge since 1 January 2025`, or nothing. */
export function filterText(input: ReportInput): string {
  const { since, service, class: classId } = input.filter;
  return [
    classId === null ? "" : ` of the primary class “${titled(input, "class", classId).text}”`,
    service === null ? "" : ` in which “${titled(input, "service", service).text}” took part`,
    since === null ? "" : ` since ${formatDay(since)}`,
  ].join("");
}

/** Which documents figures leave out; null where there are none. */
export function uncountedText({ measures }: ReportInput): string | null {
  const { near_misses: nearMisses, unpublished, archived, drills } = measures.counting;
  const parts = [
    nearMisses.length === 0 ? null : count(nearMisses.length, "near-miss", "near-misses"),
    drills.length === 0 ? null : count(drills.length, "drill"),
    unpublished.length === 0
      ? null
      : count(unpublished.length, "postmortem in draft or review", "postmortems in draft or review"),
    archived.length === 0 ? null : `${archived.length} archived`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `Not counted, unless a section says so: ${listed(parts)}.`;
}
