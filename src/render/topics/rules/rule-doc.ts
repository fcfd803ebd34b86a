import type { PhrasingContent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

/** The doc of a rule below its title, which the page has as its own. */
export function withoutTitle(tree: Root): Root {
  const [first, ...rest] = tree.children;
  return first?.type === "heading" && first.depth === 1 ? { ...tree, children: rest } : tree;
}

/** The first sentence of a doc: what the rule wants, with `code` as it is written. */
export function firstSentence(tree: Root): string {
  const paragraph = tree.children.find((node) => node.type === "paragraph");
  if (paragraph === undefined) return "";
  const text = paragraph.children.map(plain).join("").replace(/\s+/g, " ").trim();
  // A full stop ends a sentence where a space and a capital letter follow.
  const sentence = /^.*?[.:](?=\s+[A-Z`]|$)/.exec(text)?.[0] ?? text;
  return sentence.replace(/:$/, ".");
}

function plain(node: PhrasingContent): string {
  return node.type === "inlineCode" ? `\`${node.value}\`` : textOf(node);
}
