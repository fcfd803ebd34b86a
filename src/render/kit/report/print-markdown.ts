import type { NodeRef } from "../../../model/graph.js";
import { showable } from "../../../util/characters.js";
import { type Block, piecesOf, type Text } from "./tree.js";

/** At most this many documents are named; the rest is a number. */
const MAX_IDS = 30;

/**
 * For a review: GitHub-flavoured Markdown.
 * @param urlOf where a mention leads; null where it leads nowhere
 */
export function printMarkdown(blocks: readonly Block[], urlOf: (to: NodeRef) => string | null): string {
  const write = (text: Text) => inlineOf(text, urlOf);
  return showable(`${blocks.map((block) => blockOf(block, write)).join("\n\n")}\n`);
}

type Write = (text: Text) => string;

function blockOf(block: Block, write: Write): string {
  switch (block.type) {
    case "title":
      return `# ${write(block.text)}`;
    case "heading":
      return `## ${write(block.text)}`;
    case "subheading":
      return `### ${write(block.text)}`;
    case "sentence":
      return write(block.text);
    case "note":
      return `*${write(block.text)}*`;
    case "list":
      return block.items.map((item) => `- ${write(item)}`).join("\n");
    case "ids": {
      const shown = block.ids.slice(0, MAX_IDS).map(write);
      const more = block.ids.length - shown.length;
      const rest = more === 0 ? "" : ` and ${more} more`;
      return `${write(block.label)} (${block.ids.length}): ${shown.join(", ")}${rest}`;
    }
    case "table": {
      const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
      return [
        row(block.columns.map(({ title }) => write(title))),
        row(block.columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
        ...block.rows.map((cells) => row(cells.map(write))),
      ].join("\n");
    }
  }
}

function inlineOf(text: Text, urlOf: (to: NodeRef) => string | null): string {
  return piecesOf(text)
    .map((piece) => {
      if (typeof piece === "string") return escapeMarkdown(piece);
      const url = urlOf(piece.to);
      return url === null ? escapeMarkdown(piece.text) : `[${escapeMarkdown(piece.text)}](<${url}>)`;
    })
    .join("");
}

/** Escapes text so that it is no markup, HTML, mention or address. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>|~#!$&@]/g, (character) => `\\${character}`)
    .replace(
      /^( *)([-+=]|\d+[.)])(?=\s|$)/,
      (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
    )
    .replace(/:\/\//g, ":\\//");
}
