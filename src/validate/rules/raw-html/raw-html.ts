import { eachNode } from "../../../util/each-node.js";
import { htmlParts } from "../../../util/html-parts.js";
import { plural } from "../../../util/plural.js";
import { defineRule, documentsOf } from "../../rule.js";

/** Bodies are written in Markdown: HTML is shown as text, but for a few tags. */
export const rawHtml = defineRule({
  id: "raw-html",
  severity: "info",
  *check(context) {
    for (const { body, source } of documentsOf(context)) {
      if (!body.text.includes("<")) continue;
      const bodyStart = source.text.length - body.text.length;
      const found: { start: number; end: number; tag: string }[] = [];
      eachNode(body.tree, (node) => {
        if (node.type !== "html") return;
        const tag = firstTag(node.value);
        const start = node.position?.start.offset ?? 0;
        const at = tag === undefined ? -1 : node.value.indexOf(tag);
        if (tag !== undefined) found.push({ start: start + at, end: start + at + tag.length, tag });
      });
      const [first] = found;
      if (first === undefined) continue;
      const more = found.length > 1 ? `, and ${plural(found.length - 1, "more place")}` : "";
      yield {
        file: source.path,
        place: source.place(bodyStart + first.start, bodyStart + first.end),
        message: `HTML is shown as text: ${first.tag}${more}`,
        hint: "Write Markdown; only details, summary, sub, sup, kbd and br without attributes are kept, and comments vanish",
      };
    }
  },
});

/** The first opening tag, declaration or instruction that is shown as text. */
function firstTag(html: string): string | undefined {
  for (const part of htmlParts(html)) {
    const tag = "text" in part ? /<[!?]?[a-z][^>]{0,40}>?/i.exec(part.text)?.[0] : undefined;
    if (tag !== undefined) return tag.split("\n", 1)[0];
  }
  return undefined;
}
