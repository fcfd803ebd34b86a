import type { Nodes } from "mdast";

/**
 * Calls `visit` for a node of Markdown and all in it, parents before their children; where it returns false, the children are left
 * out. Hand-written because it runs several times over every document, and unist-util-visit makes objects for each node.
 */
export function eachNode(node: Nodes, visit: (node: Nodes) => unknown): void {
  if (visit(node) === false || !("children" in node)) return;
  for (const child of node.children) eachNode(child, visit);
}
