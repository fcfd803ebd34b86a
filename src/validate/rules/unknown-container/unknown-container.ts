import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { defineRule, filesOf } from "../../rule.js";

/** A line that starts like a container: three colons, or fewer before a word like "internal". */
const CONTAINER_LINE = /^[ \t>]*(:{3,}[ \t]*[\w-]*|::?[ \t]*intern\w*)/gim;

/** A line that was meant to hide text from the public does. */
export const unknownContainer = defineRule({
  id: "unknown-container",
  severity: "error",
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      const { body, path, source } = parsed;
      if (!body?.text.includes(":")) continue;
      const bodyStart = source.text.length - body.text.length;
      const found: { start: number; text: string }[] = [];
      visit(body.tree, (node) => {
        const from = node.position?.start.offset ?? 0;
        const text = body.text.slice(from, node.position?.end.offset);
        if (node.type === "containerDirective") {
          if (node.name !== "internal") found.push({ start: from, text: /^:+[^\s{[]*/.exec(text)?.[0] ?? ":::" });
        } else if (holdsLines(node, text)) {
          for (const { 0: line, 1: mark = "", index } of text.matchAll(CONTAINER_LINE))
            found.push({ start: from + index + line.length - mark.length, text: mark });
        }
      });
      for (const { start, text } of found)
        yield {
          file: path,
          place: source.place(bodyStart + start, bodyStart + start + text.length),
          message: `Expected ":::internal" or text, found ${JSON.stringify(text)}`,
          hint: "Write :::internal in lower case, without a space, on a line of its own, and ::: after the block; put a backslash before colons that are text",
        };
    }
  },
});

/** Whether a line of the node may be one of a container that Markdown has not read as such. Fenced code shows examples. */
function holdsLines(node: Nodes, text: string): boolean {
  if (node.type === "code") return !/^[`~]/.test(text);
  return node.type === "paragraph" || node.type === "heading" || node.type === "html";
}
