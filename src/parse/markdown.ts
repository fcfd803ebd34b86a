import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Body, Heading, Link, Section } from "../model/collection.js";
import type { Place } from "../model/place.js";
import type { Source } from "../model/source.js";
import { eachNode } from "../util/each-node.js";
import { overBound } from "./body-bounds.js";
import { containerFaults } from "./container-faults.js";
import { countMarkdown, fitsNative, overReference } from "./count-markdown.js";
import { deepNode } from "./deep-node.js";
import { parseFast } from "./fast-markdown.js";
import { LIMITS, type LimitProblem } from "./limits.js";
import { parseApart } from "./parse-apart.js";
import { parseReference } from "./reference-markdown.js";

/**
 * Parses the Markdown in `source` from offset `start` to the end. A body that exceeds a limit, or that a parser fails on, is
 * empty, with one problem.
 * @param apart parses what the native parser cannot be given
 */
export function parseMarkdown(
  source: Source,
  start: number,
  apart: (text: string) => Root | string = parseApart,
): { body: Body; problems: LimitProblem[] } {
  const text = source.text.slice(start);
  const placeAt = (from: number, to: number) => source.place(start + from, start + to);
  try {
    const deepAt = deepLine(text);
    if (deepAt !== undefined) {
      const lineEnd = text.indexOf("\n", deepAt);
      return unreadable(text, placeAt(deepAt, lineEnd < 0 ? text.length : lineEnd), TOO_DEEP);
    }
    const tree = treeOf(text, apart);
    if (typeof tree === "string") return unreadable(text, placeAt(0, 0), tree);
    const place = (node: Nodes) => placeAt(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
    const deep = deepNode(tree);
    if (deep) return unreadable(text, place(deep), TOO_DEEP);
    const over = overBound(tree);
    if (over) return unreadable(text, place(over.node), over.message);
    return { body: bodyOf(tree, text, place), problems: [] };
  } catch (error) {
    return unreadable(text, placeAt(0, 0), `Expected a body that can be parsed: ${(error as Error).message}`);
  }
}

const TOO_DEEP = `Expected at most ${LIMITS.markdownDepth} levels of nesting`;

/** The tree, or why the text is not parsed. */
function treeOf(text: string, apart: (text: string) => Root | string): Root | string {
  const counts = countMarkdown(text);
  const isNative = fitsNative(counts);
  const fast = isNative ? parseFast(text) : undefined;
  if (fast) return fast;
  return overReference(counts) ?? (isNative ? parseReference(text) : apart(text));
}

function bodyOf(tree: Root, text: string, place: (node: Nodes) => Place): Body {
  const headings: Heading[] = [];
  const links: Link[] = [];
  eachNode(tree, (node) => {
    if (node.type === "heading") headings.push({ text: textOf(node), depth: node.depth, place: place(node) });
    if (node.type === "link" || node.type === "image" || node.type === "definition")
      links.push({ type: node.type === "image" ? "image" : "link", url: node.url, place: place(node) });
  });
  return {
    tree,
    text,
    headings,
    sections: sectionsOf(tree, place),
    links,
    containerFaults: containerFaults(tree, text),
  };
}

/** An empty body and the problem. */
function unreadable(text: string, place: Place, message: string): { body: Body; problems: LimitProblem[] } {
  const hint =
    message === TOO_DEEP
      ? "Flatten lists, quotes and brackets"
      : "Attach data and logs as evidence, or split the document";
  return {
    body: { tree: { type: "root", children: [] }, text, headings: [], sections: [], links: [], containerFaults: [] },
    problems: [{ place, message, hint, isLimit: true }],
  };
}

/** The start of the first line with too many list and quote markers, which would take too long to parse. */
function deepLine(text: string): number | undefined {
  for (const match of text.matchAll(/^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/gm)) {
    const markers = match[0].match(/>|[-+*]|\d+[.)]/g)?.length ?? 0;
    if (markers > LIMITS.markdownDepth) return match.index;
  }
  return undefined;
}

function sectionsOf(tree: Root, place: (node: Nodes) => Section["heading"]["place"]): Section[] {
  const sections: Section[] = [];
  for (const node of tree.children) {
    if (node.type === "heading" && node.depth === 2)
      sections.push({
        heading: { text: textOf(node), depth: 2, place: place(node) },
        empty: true,
        emptyForPublic: true,
      });
    else {
      const section = sections.at(-1);
      if (section?.empty && fills(node)) section.empty = false;
      if (section?.emptyForPublic && fills(node, true)) section.emptyForPublic = false;
    }
  }
  return sections;
}

/** Whether a node has content, or content for the public. Comments, lower headings and definitions have none. */
function fills(node: Nodes, forPublic = false): boolean {
  if (forPublic && node.type === "containerDirective" && node.name === "internal") return false;
  if (node.type === "html") return node.value.replace(/<!--[\s\S]*?(-->|$)/g, "").trim() !== "";
  if (
    node.type === "heading" ||
    node.type === "definition" ||
    node.type === "footnoteDefinition" ||
    node.type === "thematicBreak"
  )
    return false;
  if (node.type === "code") return node.value.trim() !== "";
  if ("children" in node && node.type !== "paragraph" && node.type !== "table")
    return node.children.some((child) => fills(child, forPublic));
  return true;
}
