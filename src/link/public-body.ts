import type { Nodes, Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import type { Body } from "../model/collection.js";

/** A body without its `:::internal` containers, or the body itself where it has none. Positions stay as they are. */
export function publicBody(body: Body): Body {
  const hidden: Nodes[] = [];
  visit(body.tree, (node) => {
    if (!isInternal(node)) return undefined;
    hidden.push(node);
    return SKIP;
  });
  if (hidden.length === 0) return body;
  const inside = new Set<Nodes>();
  for (const top of hidden) visit(top, (node) => void inside.add(node));
  // A footnote that is internal takes its references with it.
  const footnotes = new Set([...inside].flatMap((node) => (node.type === "footnoteDefinition" ? node.identifier : [])));
  visit(body.tree, "footnoteReference", (node) => {
    if (footnotes.has(node.identifier)) inside.add(node);
  });
  // The lists name nodes of the tree in its order.
  const headings: boolean[] = [];
  const links: boolean[] = [];
  visit(body.tree, (node) => {
    if (node.type === "heading") headings.push(inside.has(node));
    if (node.type === "link" || node.type === "image" || node.type === "definition") links.push(inside.has(node));
  });
  return {
    tree: without(body.tree, inside) as Root,
    text: hidden.reduce(blankOut, body.text),
    headings: body.headings.filter((_, index) => headings[index] !== true),
    sections: body.sections,
    links: body.links.filter((_, index) => links[index] !== true),
  };
}

function isInternal(node: Nodes): boolean {
  return node.type === "containerDirective" && node.name === "internal";
}

function without(node: Nodes, hidden: ReadonlySet<Nodes>): Nodes {
  if (!("children" in node)) return node;
  const children = (node.children as Nodes[]).filter((child) => !hidden.has(child));
  return { ...node, children: children.map((child) => without(child, hidden)) } as Nodes;
}

/** Spaces instead of what a node covers; lines stay. */
function blankOut(text: string, { position }: Nodes): string {
  const [start, end] = [position?.start.offset ?? 0, position?.end.offset ?? text.length];
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, " ") + text.slice(end);
}
