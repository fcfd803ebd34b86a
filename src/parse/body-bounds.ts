import type { Definition, Nodes, Root } from "mdast";
import { BODY_BOUNDS } from "./limits.js";

type Kind = keyof typeof BODY_BOUNDS;

const WORDS: Record<Kind, string> = {
  nodes: "paragraphs, list items and other parts",
  headings: "headings",
  links: "links and images",
  footnotes: "footnotes and references to them",
  cells: "table cells",
  rendered: "characters in the rendered page",
};

/** Rough sizes in the rendered page, in characters. */
const NODE_SIZE = 20;
const HEADING_SIZE = 150;
const FOOTNOTE_SIZE = 300;
const CELL_SIZE = 12;

/** The node with which a body exceeds a bound, and the message. The tree has passed the limit of depth. */
export function overBound(tree: Root): { node: Nodes; message: string } | undefined {
  const counts: Record<Kind, number> = { nodes: 0, headings: 0, links: 0, footnotes: 0, cells: 0, rendered: 0 };
  const definitions = definitionsIn(tree);
  let over: { node: Nodes; message: string } | undefined;
  const add = (node: Nodes, kind: Kind, count: number) => {
    counts[kind] += count;
    if (counts[kind] > BODY_BOUNDS[kind])
      over ??= { node, message: `Expected at most ${BODY_BOUNDS[kind]} ${WORDS[kind]} in a body` };
  };
  const count = (node: Nodes): void => {
    add(node, "nodes", 1);
    add(node, "rendered", NODE_SIZE + ("value" in node ? node.value.length : 0));
    switch (node.type) {
      case "heading":
        add(node, "headings", 1);
        add(node, "rendered", HEADING_SIZE);
        break;
      case "link":
      case "image":
        add(node, "links", 1);
        add(node, "rendered", sizeOf(node));
        break;
      case "linkReference":
      case "imageReference": {
        add(node, "links", 1);
        const definition = definitions.get(node.identifier);
        if (definition) add(node, "rendered", sizeOf(definition));
        break;
      }
      case "footnoteReference":
      case "footnoteDefinition":
        add(node, "footnotes", 1);
        add(node, "rendered", FOOTNOTE_SIZE + 4 * node.identifier.length);
        break;
      case "table": {
        const cells = node.children.length * (node.align?.length ?? 0);
        add(node, "cells", cells);
        add(node, "rendered", cells * CELL_SIZE);
        break;
      }
      default:
    }
    if (over === undefined && "children" in node) for (const child of node.children) count(child);
  };
  count(tree);
  return over;
}

function sizeOf({ url, title }: { url: string; title?: string | null | undefined }): number {
  return url.length + (title?.length ?? 0);
}

function definitionsIn(tree: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  const search = (node: Nodes): void => {
    if (node.type === "definition" && !found.has(node.identifier)) found.set(node.identifier, node);
    if ("children" in node) for (const child of node.children) search(child);
  };
  search(tree);
  return found;
}
