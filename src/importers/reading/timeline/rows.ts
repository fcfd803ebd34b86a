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

/** The group of all headings: those that are times are one list, however much text is between them. */
const HEADINGS = 0;

/**
 * Takes sections apart into rows: of tables, of lists and nested lists, of lines in paragraphs, quotes and code.
 * @param dotted whether clocks are written with a dot, see {@link hasDottedClocks}: `when` then has them with a colon
 */
export function rowsOf(nodes: readonly RootContent[], dotted = false): Row[] {
  let group = HEADINGS;
  let before: RootContent["type"] | undefined;
  return nodes.flatMap((node): Row[] => {
    if (node.type !== "paragraph" || before !== "paragraph") group++;
    before = node.type;
    return rowsOfNode(node, dotted).map((row) => ({ ...row, group: node.type === "heading" ? HEADINGS : group }));
  });
}

function rowsOfNode(node: RootContent, dotted: boolean): Ungrouped[] {
  switch (node.type) {
    case "heading":
      return [{ ...lineRow(flat(textOf(node))), kind: "heading" }];
    case "table":
      return tableRows(node);
    case "list":
      return node.children.flatMap((item) => itemRows(item, dotted));
    case "paragraph":
      return paragraphRows(node, dotted);
    case "code":
      return node.value
        .split("\n")
        .map(flat)
        .filter((line) => line !== "")
        .map((line) => ({ ...lineRow(line), kind: "code" }));
    default:
      return "children" in node ? (node.children as RootContent[]).flatMap((child) => rowsOfNode(child, dotted)) : [];
  }
}

/** An item with its nested lists: one row, unless those hold the times. */
function itemRows(item: ListItem, dotted: boolean): Ungrouped[] {
  const lists = item.children.filter((child): child is List => child.type === "list");
  const head = item.children.filter((child) => child.type !== "list");
  const nested = lists.flatMap((list) => list.children.flatMap((child) => itemRows(child, dotted)));
  const text = head.map((child) => flat(withBreaks(child))).filter((part) => part !== "");
  if (nested.some((row) => startsWithTime(row.when) || /\d:\d\d|\d{4}-\d\d-\d\d/.test(row.when)))
    return [...text.map((part) => ({ ...lineRow(part), kind: "heading" as const })), ...nested];
  const below = nested.map((row) => row.source);
  const whole = [text.join(" ").replace(/:$/, ""), below.join("; ")].filter((part) => part !== "").join(": ");
  return whole === "" ? [] : [{ ...lineRow(whole, dotted), kind: "row" }];
}

function paragraphRows(node: Paragraph, dotted: boolean): Ungrouped[] {
  const rows = lines(withBreaks(node), dotted);
  return isEmphasised(node) ? rows.map((row) => ({ ...row, kind: "heading" as const })) : rows;
}

/** Whether all of a paragraph is in bold or italics, which authors use for headings. */
function isEmphasised({ children }: Paragraph): boolean {
  const isBold = ({ type }: PhrasingContent) => type === "strong" || type === "emphasis";
  return children.some(isBold) && children.every((child) => isBold(child) || /^[\s:.]*$/.test(textOf(child)));
}

/** The lines of a paragraph: a line that is only broken goes on with the one before, one that starts with a time or a day is its own. */
function lines(text: string, dotted: boolean): Ungrouped[] {
  const rows: string[][] = [];
  let isEnded = true;
  let isWrapped = false;
  for (const line of text.split("\n")) {
    const last = rows.at(-1);
    const plain = dotted ? withColon(flat(line)) : flat(line);
    const isOwn = isEnded || (!isWrapped && (startsWithTime(plain) || startsWithDate(plain)));
    if (last === undefined || isOwn) rows.push([line]);
    else last.push(line);
    isEnded = line.endsWith(BREAK);
    isWrapped = WRAPPED.test(plain);
  }
  return rows
    .map((parts) => flat(parts.join(" ")))
    .filter((line) => line !== "")
    .map((line) => lineRow(line, dotted));
}

function lineRow(text: string, dotted = false): Ungrouped {
  return { when: dotted ? withColon(text) : text, event: undefined, source: text, kind: "line" };
}

const DOTTED_NUMBER = /^(?:[\s*_([~≈]|\bc(?:a|irca)?\.?\s)*(\d{1,3})\.(\d)/;
/** A clock such as `19.08` where a line begins, and no measure, version or percentage. */
const DOTTED_CLOCK =
  /^((?:[\s*_([~≈]|\bc(?:a|irca)?\.?\s)*)([01]?\d|2[0-3])\.([0-5]\d)(?=[\s:,–—)\]*_-]|$)(?!\s?(?:[KMGTkmgt]i?[Bb]\b|%|m?s\b|h\b|hours?\b|minutes?\b|million\b|x\b))/;
/** From so many lines on, dotted numbers that only rise are clocks. */
const MIN_DOTTED_CLOCKS = 3;

/**
 * Whether the lines of a timeline write their clocks with a dot: several begin so, each is a clock, and they rise but for one time at
 * midnight. Versions and measures are written so too, which is why it is asked of an announced timeline only.
 */
export function hasDottedClocks(nodes: readonly RootContent[]): boolean {
  const starts: string[] = [];
  const walk = (node: RootContent) => {
    if (node.type === "paragraph") starts.push(...withBreaks(node).split("\n").map(flat));
    else if (node.type !== "table" && "children" in node) for (const child of node.children) walk(child as RootContent);
  };
  for (const node of nodes) walk(node);
  const numbers = starts.filter((line) => DOTTED_NUMBER.test(line));
  const clocks = numbers.flatMap((line) => {
    const [, , hour, minute] = DOTTED_CLOCK.exec(line) ?? [];
    return hour === undefined ? [] : [Number(hour) * 60 + Number(minute)];
  });
  const falls = clocks.filter((clock, index) => index > 0 && clock < (clocks[index - 1] ?? 0)).length;
  return clocks.length >= MIN_DOTTED_CLOCKS && clocks.length === numbers.length && falls * 4 <= clocks.length;
}

function withColon(line: string): string {
  return line.replace(DOTTED_CLOCK, "$1$2:$3");
}

function withBreaks(node: RootContent): string {
  if (node.type === "break") return `${BREAK}\n`;
  if (node.type === "html") return /^<br\s{0,3}\/?>$/i.test(node.value) ? `${BREAK}\n` : "";
  return "children" in node ? node.children.map(withBreaks).join("") : textOf(node);
}
