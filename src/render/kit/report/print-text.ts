import { styleText } from "node:util";
import { cellWidth, wrap } from "../../../util/cell-width.js";
import { visible } from "../../../util/characters.js";
import { textTable } from "./text-table.js";
import { type Block, piecesOf, type Text } from "./tree.js";

/** Lines are no longer than this, so that long sentences stay readable on wide terminals. */
const MAX_WIDTH = 80;
/** Narrower lines would hold a word or two. */
const MIN_WIDTH = 24;
/** At most this many documents are named; the rest is a number. */
const MAX_IDS = 12;

type Paint = (style: "bold" | "dim", text: string) => string;

/**
 * Prints blocks for a terminal. Control and bidi characters are made visible.
 * @param columns the width of the terminal; more than 80 are not used
 */
export function printText(blocks: readonly Block[], colour: boolean, columns = MAX_WIDTH): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, columns));
  const lines = blocks.flatMap((block) => ["", ...linesOf(block, paint, width)]);
  return `${lines.slice(1).join("\n")}\n`;
}

function linesOf(block: Block, paint: Paint, width: number): string[] {
  switch (block.type) {
    case "title":
      return wrap(plain(block.text), width).map((line) => paint("bold", line));
    case "heading": {
      const lines = wrap(plain(block.text).toUpperCase(), width);
      const rule = "─".repeat(Math.max(...lines.map(cellWidth)));
      return ["", ...lines.map((line) => paint("bold", line)), rule];
    }
    case "subheading":
      return wrap(plain(block.text), width).map((line) => paint("bold", line));
    case "sentence":
      return wrap(plain(block.text), width);
    case "note":
      return wrap(plain(block.text), width).map((line) => paint("dim", line));
    case "list":
      return block.items.flatMap((item) => hanging("- ", plain(item), width));
    case "ids":
      return hanging("  ", idsText(block), width);
    case "table":
      return textTable(
        block.columns.map(({ title, align }) => ({ title: plain(title), align })),
        block.rows.map((row) => row.map(plain)),
        width,
      );
  }
}

/** `Breached (14): id, id and 2 more; --format json has them all`. */
function idsText({ label, ids }: Extract<Block, { type: "ids" }>): string {
  const shown = ids.slice(0, MAX_IDS).map(({ text }) => text);
  const more = ids.length - shown.length;
  const rest = more === 0 ? "" : ` and ${more} more; --format json has them all`;
  return plain(`${label} (${ids.length}): ${shown.join(", ")}${rest}`);
}

/** Lines of which all but the first are indented as far as what stands before the first. */
function hanging(before: string, text: string, width: number): string[] {
  const indent = " ".repeat(before.length);
  return wrap(text, width - before.length).map((line, at) => `${at === 0 ? before : indent}${line}`);
}

/** One line of harmless text. */
function plain(text: Text): string {
  const joined = piecesOf(text)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");
  return visible(joined.replace(/[ \t\r\n\u00a0]+/g, " "));
}
