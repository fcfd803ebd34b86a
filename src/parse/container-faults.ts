import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { ContainerFault } from "../model/collection.js";

/** A line that starts like a container or ends one: three colons, or fewer before a word like "internal". */
const LINE = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*(:{3,}[^\r\n]*|::[ \t]*intern[^\r\n]*|:intern[^\r\n]*)/gim;
const MAY_HAVE_LINE = /:::|::?[ \t]*intern/i;
/** Names whose author wanted to keep text from the public. */
const LIKE_INTERNAL = /in+te?r|intrenal|privat|confid|secret|hid[de]|restrict|non-?public|withh|only/i;

const REMEDY =
  "Write :::internal in lower case, without space or indent, on a line of its own, and ::: after the block; put a backslash before colons that are text";

/**
 * The lines with `:::` that are not exactly an `:::internal` block: those that nearly begin one, blocks within blocks, and
 * blocks that nothing or something else closes. The content of a block with another name is ordinary text, which is a
 * warning alone.
 */
export function containerFaults(tree: Root, text: string): ContainerFault[] {
  if (!MAY_HAVE_LINE.test(text)) return [];
  const lines = [...text.matchAll(LINE)];
  if (lines.length === 0) return [];
  const { names, code } = partsOf(tree, text);
  const faults: ContainerFault[] = [];
  let open: { start: number; end: number; isReported: boolean } | undefined;
  for (const { 0: whole, 1: rest = "", index } of lines) {
    const start = index + whole.length - rest.length;
    if (code.some(([from, to]) => from <= start && start < to)) continue;
    const mark = rest.trimEnd();
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
    if (name === undefined || (mark !== ":::internal" && (mark !== `:::${name}` || LIKE_INTERNAL.test(name))))
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
  if (open?.isReported === false)
    faults.push({
      start: open.start,
      end: open.end,
      message: 'Missing ":::" at the end of the block',
      hint: "Without it the block reaches to the end of the text",
    });
  return faults.sort((a, b) => a.start - b.start);
}

/** The names of containers by the offset of their colons, and the ranges of fenced code, which shows examples. */
function partsOf(tree: Root, text: string): { names: Map<number, string>; code: [from: number, to: number][] } {
  const names = new Map<number, string>();
  const code: [number, number][] = [];
  visit(tree, (node) => {
    const from = node.position?.start.offset ?? 0;
    if (node.type === "containerDirective") names.set(from, node.name);
    if (node.type === "code" && /^[`~]/.test(text[from] ?? "")) code.push([from, node.position?.end.offset ?? from]);
  });
  return { names, code };
}
