import type { Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";

/** A line that starts like a container: three colons and a name, or fewer before a word like "internal". */
const CONTAINER_LINE = /^[ \t>]*(:{3,}[ \t]*[^\s:]\S*|::[ \t]*intern\w*|:intern\w*)/gim;

/** What starts like a container, and is none that is known. */
export interface UnknownContainer {
  /** Offset in the body. */
  start: number;
  text: string;
}

/** The lines of a body that look as if they began a container, except those that begin an `:::internal`. */
export function unknownContainers(tree: Root, body: string): UnknownContainer[] {
  const found: UnknownContainer[] = [];
  if (!body.includes(":")) return found;
  visit(tree, (node) => {
    const from = node.position?.start.offset ?? 0;
    if (node.type === "containerDirective") {
      const text = /^:+[^\s{[]*/.exec(body.slice(from))?.[0] ?? ":::";
      if (node.name !== "internal") found.push({ start: from, text });
      return;
    }
    if (!HOLDS_LINES.has(node.type)) return;
    const text = body.slice(from, node.position?.end.offset);
    if (isFenced(node, text)) return;
    for (const { 0: line, 1: mark = "", index } of text.matchAll(CONTAINER_LINE))
      found.push({ start: from + index + line.length - mark.length, text: mark });
  });
  return found;
}

/** Nodes whose text may hold a line that Markdown has not read as a container. */
const HOLDS_LINES: ReadonlySet<string> = new Set(["paragraph", "heading", "html", "code"]);

/** Fenced code shows examples. */
function isFenced(node: Nodes, text: string): boolean {
  return node.type === "code" && /^[`~]/.test(text);
}
