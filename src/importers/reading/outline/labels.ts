import type { Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { memoize } from "../../../util/memoize.js";
import type { Part } from "./outline.js";

/** A value with its name, as in `Date: 2019-07-02`. */
export interface Label {
  /** In lower case, without a colon. */
  name: string;
  value: string;
}

const LINE = /^[\s*_>-]*([\p{L}][\p{L}\d /'()&.-]{0,48}?)[\s*_]*[::][\s*_]*(\S.*)$/u;
/** The head of a commit: its author and date are not those of the text. */
const GIT_LOG = /^commit [0-9a-f]{7,40}\b/;
/** What stands for no value. */
const NOTHING = /^(?:\?+|-+|—|n\/?a|none|unknown|tbd|tba|todo)\.?$/i;

/**
 * The values that a text states by name: in lines of paragraphs and lists, in tables of two columns or of one row, and in
 * the first line below a heading.
 */
export const labelsOf = memoize((tree: Root, parts: readonly Part[]): Label[] => {
  const labels: Label[] = [];
  const add = (name: string, value: string) => {
    const trimmed = value.trim();
    if (name.trim() !== "" && trimmed !== "" && !NOTHING.test(trimmed))
      labels.push({ name: name.trim().toLowerCase().replace(/\s+/g, " "), value: trimmed });
  };
  visit(tree, (node) => {
    if (node.type === "paragraph" && !GIT_LOG.test(textOf(node)))
      for (const line of linesOf(node)) {
        const [, name, value] = LINE.exec(line) ?? [];
        if (name !== undefined && value !== undefined) add(name, value);
      }
    if (node.type === "table") {
      const rows = node.children.map((row) => row.children.map((cell) => textOf(cell).trim()));
      const [head = [], ...below] = rows;
      if (head.length === 2) for (const [name = "", value = ""] of rows) add(name.replace(/:$/, ""), value);
      else if (below.length === 1) head.forEach((name, index) => void add(name, below[0]?.[index] ?? ""));
    }
  });
  for (const { text, own } of parts) {
    const [first] = own;
    const [line] = first?.type === "paragraph" ? linesOf(first) : [];
    if (text !== "" && line !== undefined) add(text.replace(/:$/, ""), line);
  }
  return labels;
});

/** The first value under one of these names. */
export function labelled(labels: readonly Label[], names: RegExp): string | null {
  return labels.find(({ name }) => names.test(name))?.value ?? null;
}

/** The lines of a paragraph as they are written. */
function linesOf(node: Nodes): string[] {
  const lines = [""];
  const walk = (one: Nodes) => {
    if (one.type === "break") lines.push("");
    else if ("children" in one) for (const child of one.children) walk(child);
    else {
      const [first = "", ...rest] = ("value" in one ? one.value : textOf(one)).split("\n");
      lines[lines.length - 1] += first;
      lines.push(...rest);
    }
  };
  walk(node);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
