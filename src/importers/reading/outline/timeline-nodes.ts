import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { startsWithTime } from "../timeline/row-times.js";
import { rowsOf } from "../timeline/rows.js";
import { headingOf, type Part } from "./outline.js";

/** A list is a timeline from so many rows with times on. */
const MIN_ROWS_OF_LIST = 3;

/**
 * The nodes of the timelines of a text, with their headings, which may name the zone or the day. Where no heading announces a
 * timeline, a table whose first column is a time is one, and a list most of whose items start with a time.
 */
export function timelineNodes(parts: readonly Part[]): RootContent[] {
  const announced = parts.filter(({ role }) => role === "timeline");
  // A timeline within a timeline is read with it.
  const outer = announced.filter((one) => !announced.some((other) => other !== one && holds(other, one)));
  if (outer.length > 0) return outer.flatMap((part) => [headingOf(part), ...part.all]);
  return parts.flatMap(({ own, role }) =>
    own.filter((node) => isTimeTable(node) || (role !== "actions" && isTimeList(node))),
  );
}

function holds(outer: Part, inner: Part): boolean {
  return inner.heading !== null && outer.all.includes(inner.heading);
}

function isTimeTable(node: RootContent): boolean {
  const first = node.type === "table" ? textOf(node.children[0]?.children[0]) : "";
  return /^(?:date|time|when|timestamp)\b/i.test(first.trim());
}

function isTimeList(node: RootContent): boolean {
  if (node.type !== "list") return false;
  const rows = rowsOf([node]);
  const timed = rows.filter((row) => startsWithTime(row.when)).length;
  return timed >= MIN_ROWS_OF_LIST && timed * 2 > rows.length;
}
