import type { RootContent } from "mdast";
import { parseReference } from "../../src/parse/reference-markdown.js";

/** The nodes of a piece of Markdown. */
export function nodesOf(markdown: string): RootContent[] {
  return parseReference(markdown).children;
}
