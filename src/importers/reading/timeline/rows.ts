import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { flat, type Row } from "./row.js";
import { startsWithDate, startsWithTime } from "./row-times.js";
import { tableRows } from "./table-rows.js";

/** Marks a line that its author ended; a space to {@link flat}. */
const BREAK = "\v";

/** The end of a line whose sentence goes on in the next one. */
const WRAPPED = /(?:\b(?:on|of|at|in|from|since|until|till|by|to|and|between|before|after|around|about|the)|,)$/i;

type Ungrouped = Omit<Row, "group">;

/** Takes sections apart into rows: of tables, of lists and nested lists, of lines in paragraphs, quotes and code. */
export function rowsOf(nodes: readonly RootContent[]): Row[] {
  let group = 0;
  let before: RootContent["type"] | undefined;
  return nodes.flatMap((node): Row[] => {
    if (node.type !== "paragraph" || before !== "paragraph") group++;
    before = node.type;
    return rowsOfNode(node).map((row) => ({ ...row, group }));
  });
}

function rowsOfNode(node: RootContent): Ungrouped[] {
  switch (node.type) {
    case "heading":
      return [{ ...lineRow(flat(textOf(node))), kind: "heading" }];
    case "table":
      return tableRows(node);
    case "list":
      return node.children.flatMap(itemRows);
    case "paragraph":
      return paragraphRows(node);
    case "code":
      return node.value
        .split("\n")
        .map(flat)
        .filter((line) => line !== "")
        .map((line) => ({ ...lineRow(line), kind: "code" }));
    default:
      return "children" in node ? (node.children as RootContent[]).flatMap(rowsOfNode) : [];
  }
}

/** An item with its nested lists: one row, unless those hold the times. */
function itemRows(item: ListItem): Ungrouped[] {
  const lists = item.children.filter((child): child is List => child.type === "list");
  const head = item.children.filter((child) => child.type !== "list");
  const nested = lists.flatMap((list) => list.children.flatMap(itemRows));
  const text = head.map((child) => flat(withBreaks(child))).filter((part) => part !== "");
  if (nested.some((row) => startsWithTime(row.when) || /\d:\d\d|\d{4}-\d\d-\d\d/.test(row.when)))
    return [...text.map((part) => ({ ...lineRow(part), kind: "heading" as const })), ...nested];
  const below = nested.map((row) => row.source);
  const whole = [text.join(" ").replace(/:$/, ""), below.join("; ")].filter((part) => part !== "").join(": ");
  return whole === "" ? [] : [{ ...lineRow(whole), kind: "row" }];
}

function paragraphRows(node: Paragraph): Ungrouped[] {
  const rows = lines(withBreaks(node));
  return isEmphasised(node) ? rows.map((row) => ({ ...row, kind: "heading" as const })) : rows;
}

/** Whether all of a paragraph is in bold or italics, which authors use for headings. */
function isEmphasised({ children }: Paragraph): boolean {
  const isBold = ({ type }: PhrasingContent) => type === "strong" || type === "emphasis";
  return children.some(isBold) && children.every((child) => isBold(child) || /^[\s:.]*$/.test(textOf(child)));
}

/** The lines of a paragraph: a line that is only broken goes on with the one before, one that starts with a time or a day is its own. */
function lines(text: string): Ungrouped[] {
  const rows: string[][] = [];
  let isEnded = true;
  let isWrapped = false;
  for (const line of text.split("\n")) {
    const last = rows.at(-1);
    const plain = flat(line);
    const isOwn = isEnded || (!isWrapped && (startsWithTime(plain) || startsWithDate(plain)));
    if (last === undefined || isOwn) rows.push([line]);
    else last.push(line);
    isEnded = line.endsWith(BREAK);
    isWrapped = WRAPPED.test(plain);
  }
  return rows
    .map((parts) => flat(parts.join(" ")))
    .filter((line) => line !== "")
    .map(lineRow);
}

function lineRow(text: string): Ungrouped {
  return { when: text, event: undefined, source: text, kind: "line" };
}

function withBreaks(node: RootContent): string {
  if (node.type === "break") return `${BREAK}\n`;
  if (node.type === "html") return /^<br\s{0,3}\/?>$/i.test(node.value) ? `${BREAK}\n` : "";
  return "children" in node ? node.children.map(withBreaks).join("") : textOf(node);
}
