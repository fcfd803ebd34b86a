import { styleText } from "node:util";
import { visible } from "../../../util/characters.js";
import { cellWidth, wrap } from "./cell-width.js";
import { textTable } from "./text-table.js";
import { type Block, piecesOf, type Text } from "./tree.js";

const WIDTH = 80;
/** At most this many documents are named; the rest is a number. */
const MAX_IDS = 12;

type Paint = (style: "bold" | "dim", text: string) => string;

/** For a terminal of 80 columns. Control and bidi characters are made visible. */
export function printText(blocks: readonly Block[], colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const lines = blocks.flatMap((block) => ["", ...linesOf(block, paint)]);
  return `${lines.slice(1).join("\n")}\n`;
}

function linesOf(block: Block, paint: Paint): string[] {
  switch (block.type) {
    case "title":
      return wrap(plain(block.text), WIDTH).map((line) => paint("bold", line));
    case "heading": {
      const lines = wrap(plain(block.text).toUpperCase(), WIDTH);
      const rule = "─".repeat(Math.max(...lines.map(cellWidth)));
      return ["", ...lines.map((line) => paint("bold", line)), rule];
    }
    case "subheading":
      return wrap(plain(block.text), WIDTH).map((line) => paint("bold", line));
    case "sentence":
      return wrap(plain(block.text), WIDTH);
    case "note":
      return wrap(plain(block.text), WIDTH).map((line) => paint("dim", line));
    case "list":
      return block.items.flatMap((item) => hanging("- ", plain(item)));
    case "ids":
      return hanging("  ", idsText(block));
    case "table":
      return textTable(
        block.columns.map(({ title, align }) => ({ title: plain(title), align })),
        block.rows.map((row) => row.map(plain)),
        WIDTH,
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
function hanging(before: string, text: string): string[] {
  const indent = " ".repeat(before.length);
  return wrap(text, WIDTH - before.length).map((line, at) => `${at === 0 ? before : indent}${line}`);
}

/** One line of harmless text. */
function plain(text: Text): string {
  const joined = piecesOf(text)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");
  return visible(joined.replace(/[ \t\r\n\u00a0]+/g, " "));
}
