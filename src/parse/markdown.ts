import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Body, Heading, Link, Section } from "../model/collection.js";
import type { Problem } from "../model/diagnostic.js";
import type { Place } from "../model/place.js";
import type { Source } from "../model/source.js";
import { containerDirectives } from "./container-directives.js";
import { labelsIn, parseFast } from "./fast-markdown.js";
import { LIMITS } from "./limits.js";

const processor = unified().use(remarkParse).use(remarkGfm).use(containerDirectives).freeze();

/** The reference parser, which the fast one is tested against. */
export function parseReference(text: string): Root {
  return processor.parse(text);
}

/** Parses the Markdown in `source` from offset `start` to the end. */
export function parseMarkdown(source: Source, start: number): { body: Body; problems: Problem[] } {
  const text = source.text.slice(start);
  const tooDeepAt = deepLine(text);
  if (tooDeepAt !== undefined) {
    const lineEnd = text.indexOf("\n", tooDeepAt);
    return unreadable(text, source.place(start + tooDeepAt, start + (lineEnd < 0 ? text.length : lineEnd)));
  }
  if (text.includes(":::") && labelsIn(text) > LIMITS.labels) {
    const message = `Expected at most ${LIMITS.labels} brackets after a colon in a body with a container`;
    return unreadable(text, source.place(start, start), message);
  }
  const tree = parseFast(text) ?? parseReference(text);
  const place = (node: Nodes) =>
    source.place(start + (node.position?.start.offset ?? 0), start + (node.position?.end.offset ?? 0));
  const tooDeep = deepNode(tree);
  if (tooDeep) return unreadable(text, place(tooDeep));
  const headings: Heading[] = [];
  const links: Link[] = [];
  visit(tree, (node) => {
    if (node.type === "heading") headings.push({ text: textOf(node), depth: node.depth, place: place(node) });
    if (node.type === "link" || node.type === "image" || node.type === "definition")
      links.push({ type: node.type === "image" ? "image" : "link", url: node.url, place: place(node) });
  });
  return { body: { tree, text, headings, sections: sectionsOf(tree, place), links }, problems: [] };
}

/** An empty body and the problem, for Markdown that would take too long to parse. */
function unreadable(
  text: string,
  place: Place,
  message = `Expected at most ${LIMITS.markdownDepth} levels of nesting`,
): { body: Body; problems: Problem[] } {
  const problem = { place, message, hint: "Flatten lists, quotes and brackets" };
  return {
    body: { tree: { type: "root", children: [] }, text, headings: [], sections: [], links: [] },
    problems: [problem],
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
      sections.push({ heading: { text: textOf(node), depth: 2, place: place(node) }, empty: true });
    else {
      const section = sections.at(-1);
      if (section?.empty && fills(node)) section.empty = false;
    }
  }
  return sections;
}

/** Whether a node has content. Comments, lower headings and definitions have none. */
function fills(node: Nodes): boolean {
  if (node.type === "html") return node.value.replace(/<!--[\s\S]*?(-->|$)/g, "").trim() !== "";
  if (
    node.type === "heading" ||
    node.type === "definition" ||
    node.type === "footnoteDefinition" ||
    node.type === "thematicBreak"
  )
    return false;
  if (node.type === "code") return node.value.trim() !== "";
  if ("children" in node && node.type !== "paragraph" && node.type !== "table") return node.children.some(fills);
  return true;
}

/** The first node nested too deeply, found without recursion. */
function deepNode(tree: Root): Nodes | undefined {
  const stack: [node: Nodes, depth: number][] = [[tree, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, depth] = next;
    if (depth > LIMITS.markdownDepth) return node;
    if ("children" in node) for (const child of node.children) stack.push([child, depth + 1]);
  }
  return undefined;
}
