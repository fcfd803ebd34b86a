import type { Root } from "mdast";
import { applyEdits } from "../../../edit/apply-edits.js";
import { Source } from "../../../model/source.js";
import { parseMarkdown } from "../../../parse/markdown.js";

/** Containers of other tools (`:::note`) mean nothing here: the lines that begin and end them become text. */
export function withoutContainers(text: string): { markdown: string; tree: Root } {
  for (let markdown = text; ; ) {
    const { tree, containerFaults } = parseMarkdown(new Source("", markdown), 0).body;
    // A line can have two faults.
    const starts = new Set(containerFaults.map(({ start }) => start));
    const edits = [...starts].map((start) => ({ start, end: start, text: "\\" }));
    if (edits.length === 0) return { markdown, tree };
    // What was within a container may be read otherwise without it.
    markdown = applyEdits(markdown, [edits]).text;
  }
}
