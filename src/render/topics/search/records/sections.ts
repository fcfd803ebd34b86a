import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { SearchSection } from "../../../../model/search-record.js";
import { blankReason, isBlank } from "../../../../model/values/blank.js";

/** How much a word counts by where it stands. */
export const WEIGHT = { title: 24, alias: 16, name: 6, answer: 3, text: 1 } as const;

/** A section of several statements; none if they are all empty. */
export function section(title: string | null, weight: number, texts: readonly unknown[]): SearchSection[] {
  const said = texts.flatMap(textsIn);
  return said.length === 0 ? [] : [{ title, text: said.join("\n"), weight }];
}

/** A text, or the reason of a blank, without the marks of code. */
function textsIn(value: unknown): string[] {
  const text = isBlank(value) ? blankReason(value).reason : value;
  return typeof text === "string" && text.trim() !== "" ? [text.replaceAll("`", "").trim()] : [];
}

/** The sections of a body under its headings of the first and second level. */
export function bodySections({ children }: Root): SearchSection[] {
  const sections: { title: string | null; texts: string[] }[] = [{ title: null, texts: [] }];
  for (const node of children) {
    if (node.type === "heading" && node.depth <= 2) sections.push({ title: textOf(node), texts: [] });
    else sections.at(-1)?.texts.push(...passagesIn(node));
  }
  return sections.flatMap(({ title, texts }) => {
    const own = section(title, WEIGHT.text, texts);
    // A heading is found by its own words too.
    return title === null || own.length === 0 ? own : [...section(title, WEIGHT.text, [title]), ...own];
  });
}

/** The texts of the paragraphs, headings, cells and listings in a node. */
function passagesIn(node: Nodes): string[] {
  if (node.type === "html") return [];
  if (node.type === "tableRow") return [node.children.map(plain).join(" · ")];
  const isText = node.type === "paragraph" || node.type === "heading" || !("children" in node);
  return isText ? [plain(node)] : node.children.flatMap((child) => passagesIn(child));
}

function plain(node: Nodes): string {
  return textOf(node, { includeHtml: false }).replace(/\s+/g, " ");
}
