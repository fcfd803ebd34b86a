import type { Paragraph, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Part } from "./outline.js";

const CLOCK = /\d{1,2}[:.h]\d{2}|\d\s?[ap]\.?m\b/i;

/** What stands in the timelines of a text. Where no heading announces one, a table whose first column is a time is one. */
export function timelineNodes(parts: readonly Part[]): RootContent[] {
  const announced = parts.filter(({ role }) => role === "timeline");
  // A timeline within a timeline is read with it.
  const outer = announced.filter((one) => !announced.some((other) => other !== one && holds(other, one)));
  if (outer.length > 0) return outer.flatMap(({ all, text }) => [...stated(text), ...headingsAsText(all)]);
  return parts.flatMap(({ own }) => own.filter(isTimeTable));
}

function holds(outer: Part, inner: Part): boolean {
  return inner.heading !== null && outer.all.includes(inner.heading);
}

/** What a heading says beside that it is one: `Timeline (all times PST) 12/01/2022`. */
function stated(heading: string): RootContent[] {
  const rest = heading.replace(/^.*?time[- ]?line\b[\s:–-]*/i, "").trim();
  return rest === "" || rest === heading ? [] : [paragraph(rest)];
}

function isTimeTable(node: RootContent): boolean {
  const first = node.type === "table" ? textOf(node.children[0]?.children[0]) : "";
  return /^(?:date|time|when|timestamp)\b/i.test(first.trim());
}

/** A heading with a clock time begins the paragraph below it; other headings are lines of their own. */
function headingsAsText(nodes: readonly RootContent[]): RootContent[] {
  const flat: RootContent[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    const next = nodes[i + 1];
    if (node?.type !== "heading") {
      if (node) flat.push(node);
    } else if (next?.type === "paragraph" && CLOCK.test(textOf(node))) {
      flat.push({ ...next, children: [...node.children, { type: "text", value: " " }, ...next.children] });
      i++;
    } else flat.push(paragraph(textOf(node)));
  }
  return flat;
}

function paragraph(value: string): Paragraph {
  return { type: "paragraph", children: [{ type: "text", value }] };
}
