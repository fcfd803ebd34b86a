import { cellWidth, wrap } from "../../../util/cell-width.js";
import type { Column } from "./tree.js";

const GAP = 2;
/** Words up to this length are not cut. */
const MIN_WORD_WIDTH = 10;

/**
 * A table in plain text, at most so wide: what does not fit is wrapped within its column. Where short words would have to be cut,
 * each row is a paragraph instead.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  const cells = [columns.map(({ title }) => title), ...rows];
  const widths = widthsOf(columns, cells, width);
  if (widths === null) return rows.flatMap((row) => paragraph(columns, row, width));
  const print = (row: readonly string[]) => printRow(columns, row, widths);
  const [head = [], ...body] = cells;
  const rule = widths.map((of) => "─".repeat(of)).join(" ".repeat(GAP));
  return [...print(head), rule, ...body.flatMap(print)];
}

/** `Revocation delay` and below it `Breached 0 · Met 2`: a row where its table is too wide. */
function paragraph(columns: readonly Column[], row: readonly string[], width: number): string[] {
  const [first = "", ...others] = row;
  const values = others.flatMap((value, at) =>
    value === "" ? [] : [`${columns[at + 1]?.title ?? ""} ${value}`.trim()],
  );
  const indent = " ".repeat(GAP);
  return [...wrap(first, width), ...wrap(values.join(" · "), width - GAP).map((line) => indent + line)];
}

/** Column widths by content; null where that would cut short words. In a table that is too wide the widest columns shrink first. */
function widthsOf(columns: readonly Column[], cells: readonly (readonly string[])[], width: number): number[] | null {
  const most = (of: (cell: string) => number) =>
    columns.map((_, at) => Math.max(1, ...cells.map((row) => of(row[at] ?? ""))));
  const widths = most(cellWidth);
  const words = most((cell) => Math.max(...cell.split(" ").map(cellWidth)));
  const room = width - GAP * (columns.length - 1);
  let over = widths.reduce((sum, of) => sum + of, 0) - room;
  for (const least of [words, words.map((of) => Math.min(of, MIN_WORD_WIDTH))]) {
    while (over > 0) {
      const spare = widths.map((of, at) => (of > (least[at] ?? 0) ? of : 0));
      const widest = Math.max(...spare);
      if (widest === 0) break;
      widths[spare.indexOf(widest)] = widest - 1;
      over -= 1;
    }
  }
  return over > 0 ? null : widths;
}

function printRow(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string[] {
  const wrapped = columns.map((_, at) => wrap(row[at] ?? "", widths[at] ?? 1));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, at) => {
        const text = wrapped[at]?.[line] ?? "";
        const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - cellWidth(text)));
        return align === "right" ? space + text : text + space;
      })
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}
