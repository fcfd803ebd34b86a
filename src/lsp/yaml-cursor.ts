import { readFlow } from "./yaml-flow.js";
import type { Frames } from "./yaml-frames.js";
import { Scan, type YamlCursor } from "./yaml-scan.js";
import { isColon, lineEnd, readToken, skipBlanks } from "./yaml-token.js";

/**
 * Finds the key or value at an offset in YAML that may be incomplete. The parser gives no data for invalid text, and text
 * is mostly invalid while it is typed. This scanner reads keys, dashes and brackets, and validates nothing.
 * @param start offset at which the YAML starts
 * @param end offset at which it ends
 * @returns null within comments and blocks of text
 */
export function yamlAt(text: string, start: number, end: number, cursor: number): YamlCursor | null {
  const scan = new Scan(text, end, cursor);
  /** The lines of the current block scalar are indented further than this column. */
  let block: number | null = null;
  for (let at = start; at < end; ) {
    const content = indentEnd(text, at, end);
    const stop = lineEnd(text, at, end);
    const column = content - at;
    if (content === stop || text[content] === "#" || /^(---|\.\.\.|%)/.test(text.slice(at, at + 3))) {
      if (block === null && cursor >= at && cursor <= content) blankLine(scan, cursor, cursor - at);
      at = nextLine(text, stop, end);
    } else if (block !== null && column > block) at = nextLine(text, stop, end);
    else {
      block = null;
      const read = readLine(scan, at, content);
      block = read.block;
      at = read.next;
    }
  }
  // A last line without a line break that is still empty
  if (cursor === end && (end === start || /[\n\r]/.test(text[end - 1] ?? "")) && block === null)
    blankLine(scan, cursor, 0);
  return scan.result();
}

/** Reads the line that starts at `line`, and what runs on into the lines below it. */
function readLine(scan: Scan, line: number, content: number): { next: number; block: number | null } {
  const { text, limit, frames } = scan;
  let at = content;
  /** A line cannot have a second key after the first. */
  let behindKey = false;
  const stop = lineEnd(text, at, limit);
  for (;;) {
    const here = text[at] ?? "";
    if (at === stop || here === "#") return { next: nextLine(text, stop, limit), block: null };
    if (!behindKey && here === "-" && (at + 1 === stop || /[ \t]/.test(text[at + 1] ?? ""))) {
      frames.item(at - line);
      const next = skipBlanks(text, at + 1, stop);
      scan.gap(at + 2, next, "either");
      at = next;
      continue;
    }
    const indent = frames.top()?.indent ?? -1;
    if (here === "|" || here === ">") return { next: nextLine(text, stop, limit), block: indent };
    if (here === "{" || here === "[") {
      const behind = readFlow(scan, at, indent);
      const rest = /[\n\r]/.test(text[behind - 1] ?? "") ? behind : nextLine(text, lineEnd(text, behind, limit), limit);
      return { next: rest, block: null };
    }
    const token = readToken(text, at, limit, false);
    const colon = skipBlanks(text, token.next, limit);
    if (!behindKey && isColon(text, colon, limit, false)) {
      frames.key(at - line, token.text);
      scan.word(token, "key", true);
      at = skipBlanks(text, colon + 1, limit);
      scan.gap(colon + 2, at, "value");
      behindKey = true;
      continue;
    }
    if (behindKey) scan.word(token, "value");
    else ownWord(scan, token, at - line, frames);
    return { next: nextLine(text, lineEnd(text, Math.max(token.next, at), limit), limit), block: null };
  }
}

/** A word without a colon at the start of a line or after a dash: an incomplete key, or a value. */
function ownWord(scan: Scan, word: { start: number; end: number; text: string }, column: number, frames: Frames): void {
  frames.dedent(column, "key");
  const top = frames.top();
  scan.word(word, top?.kind === "map" && top.indent === column ? "key" : "either", false, frames);
}

function blankLine(scan: Scan, cursor: number, column: number): void {
  ownWord(scan, { start: cursor, end: cursor, text: "" }, column, scan.frames.copy());
}

function indentEnd(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && text[end] === " ") end++;
  return end;
}

function nextLine(text: string, lineEnd: number, limit: number): number {
  return Math.min(limit, lineEnd + (text.startsWith("\r\n", lineEnd) ? 2 : 1));
}
