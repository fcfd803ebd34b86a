import type { Root } from "mdast";
import type { ContainerFault } from "../model/collection.js";
import { eachNode } from "../util/each-node.js";

/** A line that starts like a container or ends one: three colons, or fewer before a word like "internal". */
const LINE = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*(:{3,}[^\r\n]*|::[ \t]*intern[^\r\n]*|:intern[^\r\n]*)/gim;
const MAY_HAVE_LINE = /:::|::?[ \t]*intern/i;
/** Where a line does not start with it: in a cell, a comment, behind words. */
const BEHIND_WORDS = /(?<=[ \t|(>]):{3,}[ \t]*intern[\p{L}]*/giu;
/** Other characters that look like a colon. */
const LIKE_COLON = /[\uff1a\u2236\u02d0\ufe55]/g;
/** A name with letters of two alphabets looks like another one. */
const isMixed = (name: string) => /\p{Script=Latin}/u.test(name) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(name);
/** Names whose author wanted to keep text from the public. */
const LIKE_INTERNAL = /in+te?r|intrenal|privat|confid|secret|hid[de]|restrict|non-?public|withh|only/i;

type Range = readonly [from: number, to: number];

const REMEDY =
  "Write :::internal in lower case, without space or indent, on a line of its own, and ::: after the block; put a backslash before colons that are text";

/**
 * The lines with `:::` that are not exactly an `:::internal` block: those that nearly begin one, blocks within blocks, and
 * blocks that nothing or something else closes. The content of a block with another name is ordinary text, which is a
 * warning alone.
 */
export function containerFaults(tree: Root, text: string): ContainerFault[] {
  const folded = text.replace(LIKE_COLON, ":");
  if (!MAY_HAVE_LINE.test(folded)) return [];
  const lines = [...folded.matchAll(LINE)];
  const behindWords = [...folded.matchAll(BEHIND_WORDS)];
  if (lines.length + behindWords.length === 0) return [];
  const { names, code, inline } = partsOf(tree, text);
  const faults: ContainerFault[] = [];
  let open: { start: number; end: number; isReported: boolean } | undefined;
  for (const { 0: whole, 1: rest = "", index } of lines) {
    const start = index + whole.length - rest.length;
    if (isInside(start, code)) continue;
    const mark = text.slice(start, start + rest.trimEnd().length);
    const at = { start, end: start + mark.length };
    const found = JSON.stringify(mark.length > 40 ? `${mark.slice(0, 39)}…` : mark);
    if (/^:+$/.test(mark)) {
      if (open === undefined)
        faults.push({
          ...at,
          message: `Expected an open block before ${found}`,
          hint: "The first ::: after :::internal closes it, so what stands between may be public; remove one of the two lines",
        });
      open = undefined;
      continue;
    }
    const name = names.get(start);
    const reported = faults.length;
    if (
      name === undefined ||
      (mark !== ":::internal" && (mark !== `:::${name}` || LIKE_INTERNAL.test(name) || isMixed(name)))
    )
      faults.push({ ...at, message: `Expected ":::internal" or text, found ${found}`, hint: REMEDY });
    else if (open !== undefined)
      faults.push({
        ...at,
        message: `Expected ":::" before another block, found ${found}`,
        hint: "Blocks do not nest: the first ::: closes the outer one; close it before, or put a backslash before the colons",
      });
    else if (name !== "internal")
      faults.push({
        ...at,
        message: `Unknown block ${found}`,
        hint: "Its text is shown as any other; remove its two lines, or write :::internal to keep it from the public",
        isWarning: true,
      });
    if (mark.startsWith(":::")) open ??= { ...at, isReported: faults.length > reported };
  }
  const starts = lines.map(
    ({ 0: whole, 1: rest = "", index }): Range => [index + whole.length - rest.length, index + whole.length],
  );
  for (const { 0: mark, index: start } of behindWords)
    if (!isInside(start, starts) && !isInside(start, code) && !isInside(start, inline))
      faults.push({
        start,
        end: start + mark.length,
        message: `Expected ":::internal" on a line of its own, found ${JSON.stringify(mark)} behind other text`,
        hint: REMEDY,
      });
  if (open?.isReported === false)
    faults.push({
      start: open.start,
      end: open.end,
      message: 'Missing ":::" at the end of the block',
      hint: "Without it the block reaches to the end of the text",
    });
  return faults.sort((a, b) => a.start - b.start);
}

function isInside(at: number, ranges: readonly Range[]): boolean {
  return ranges.some(([from, to]) => from <= at && at < to);
}

/** The names of containers by the offset of their colons, and the ranges of fenced code and code in lines, which show examples. */
function partsOf(tree: Root, text: string): { names: Map<number, string>; code: Range[]; inline: Range[] } {
  const names = new Map<number, string>();
  const code: Range[] = [];
  const inline: Range[] = [];
  eachNode(tree, (node) => {
    const from = node.position?.start.offset ?? 0;
    if (node.type === "containerDirective") names.set(from, node.name);
    if (node.type === "code" && /^[`~]/.test(text[from] ?? "")) code.push([from, node.position?.end.offset ?? from]);
    if (node.type === "inlineCode") inline.push([from, node.position?.end.offset ?? from]);
  });
  return { names, code, inline };
}
