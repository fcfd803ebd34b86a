import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { readTime } from "../../../parse/times/read-time.js";
import { memoize } from "../../../util/memoize.js";
import { startsWithDatedTime, startsWithTime } from "../timeline/row-times.js";
import { rowsOf } from "../timeline/rows.js";
import { headingOf, isWithin, type Part } from "./outline.js";

/** A list, or the lines of a paragraph, are a timeline from so many rows with times on. */
const MIN_ROWS_OF_LIST = 3;

/**
 * The nodes of the timelines of a text, with their headings, which may name the zone or the day. A list elsewhere whose items start
 * with their own day and time is one too, and so are lines. Where no heading announces a timeline, so is a table whose first column is a time, and a
 * list most of whose items start with a time.
 */
export const timelineNodes = memoize((parts: readonly Part[]): RootContent[] => {
  const announced = parts.filter(({ role }) => role === "timeline");
  // A timeline within a timeline is read with it.
  const outer = announced.filter((one) => !announced.some((other) => isWithin(one, other)));
  if (outer.length > 0) {
    const chosen = outer.flatMap((part) => [headingOf(part), ...part.all, ...daysBehind(part, parts)]);
    const inside = new Set<RootContent | null>(chosen);
    const starts = new Set(outer.map(({ node }) => node));
    const isElse = (node: RootContent) =>
      !inside.has(node) && !starts.has(node) && isTimeList(node, startsWithDatedTime);
    const others = parts.filter(
      (part) => part.role !== "actions" && part.role !== "data" && !inside.has(part.node) && !outer.includes(part),
    );
    return [...chosen, ...others.flatMap(({ own }) => own.filter(isElse))];
  }
  return parts.flatMap(({ own, role }) =>
    own.filter((node) => isTimeTable(node) || (role !== "actions" && isTimeList(node, startsWithTime))),
  );
});

/** The sections right behind a timeline, at its level, that are called by a day: "## Timeline", "## May 12", "## May 13". */
function daysBehind(timeline: Part, parts: readonly Part[]): RootContent[] {
  const after = parts.slice(parts.indexOf(timeline) + 1).filter(({ depth }) => depth <= timeline.depth);
  const end = after.findIndex(({ text, depth }) => depth < timeline.depth || !isDay(text));
  return after.slice(0, end < 0 ? undefined : end).flatMap((part) => [headingOf(part), ...part.all]);
}

function isDay(text: string): boolean {
  const read = readTime(text, { day: "2000-01-01", zone: null });
  return read.dated && read.clock === null && read.text.length >= text.replace(/[\s:.,]+$/, "").length;
}

/** Whether a table has its times in the first column. */
export function isTimeTable(node: RootContent): boolean {
  const first = node.type === "table" ? textOf(node.children[0]?.children[0]) : "";
  return /^(?:date|time|when|timestamp)\b/i.test(first.trim());
}

function isTimeList(node: RootContent, isTimed: (line: string) => boolean): boolean {
  if (node.type !== "list" && node.type !== "paragraph") return false;
  const rows = rowsOf([node]);
  const timed = rows.filter((row) => isTimed(row.when)).length;
  return timed >= MIN_ROWS_OF_LIST && timed * 2 > rows.length;
}
