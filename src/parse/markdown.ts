import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Body, Heading, Link, Section } from "../model/collection.js";
import type { Problem } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import { containerDirectives } from "./container-directives.js";
import { LIMITS } from "./limits.js";

const processor = unified().use(remarkParse).use(remarkGfm).use(containerDirectives).freeze();

/** Reads the Markdown that stands in `source` from `start` to its end. */
export function parseMarkdown(source: Source, start: number): { body: Body; problems: Problem[] } {
  const text = source.text.slice(start);
  const tree = processor.parse(text);
  const place = (node: Nodes) =>
    source.place(start + (node.position?.start.offset ?? 0), start + (node.position?.end.offset ?? 0));
  const tooDeep = deepNode(tree);
  if (tooDeep) {
    const problem = {
      place: place(tooDeep),
      message: `Expected at most ${LIMITS.markdownDepth} levels of nesting`,
      hint: "Flatten the lists and quotes",
    };
    return {
      body: { tree: { type: "root", children: [] }, text, headings: [], sections: [], links: [] },
      problems: [problem],
    };
  }
  const headings: Heading[] = [];
  const links: Link[] = [];
  visit(tree, (node) => {
    if (node.type === "heading") headings.push({ text: textOf(node), depth: node.depth, place: place(node) });
    if (node.type === "link" || node.type === "image" || node.type === "definition")
      links.push({ type: node.type === "image" ? "image" : "link", url: node.url, place: place(node) });
  });
  return { body: { tree, text, headings, sections: sectionsOf(tree, place), links }, problems: [] };
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

/** Whether a node is something to read. Comments, lower headings and definitions alone are not. */
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
