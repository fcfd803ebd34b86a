import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { headingOf, type Part } from "./outline.js";

/**
 * What stands in the timelines of a text, with their headings, which may say the zone or the day. Where no heading announces
 * a timeline, a table whose first column is a time is one.
 */
export function timelineNodes(parts: readonly Part[]): RootContent[] {
  const announced = parts.filter(({ role }) => role === "timeline");
  // A timeline within a timeline is read with it.
  const outer = announced.filter((one) => !announced.some((other) => other !== one && holds(other, one)));
  if (outer.length > 0) return outer.flatMap((part) => [headingOf(part), ...part.all]);
  return parts.flatMap(({ own }) => own.filter(isTimeTable));
}

function holds(outer: Part, inner: Part): boolean {
  return inner.heading !== null && outer.all.includes(inner.heading);
}

function isTimeTable(node: RootContent): boolean {
  const first = node.type === "table" ? textOf(node.children[0]?.children[0]) : "";
  return /^(?:date|time|when|timestamp)\b/i.test(first.trim());
}
