import type { Nodes, Root } from "mdast";
import { LIMITS } from "./limits.js";

/** The first node nested too deeply, found without recursion. */
export function deepNode(tree: Root): Nodes | undefined {
  const stack: [node: Nodes, depth: number][] = [[tree, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, depth] = next;
    if (depth > LIMITS.markdownDepth) return node;
    if ("children" in node) for (const child of node.children) stack.push([child, depth + 1]);
  }
  return undefined;
}
