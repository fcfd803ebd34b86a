import type { Scan } from "./yaml-scan.js";
import { isColon, lineEnd, readToken } from "./yaml-token.js";

/**
 * Reads a flow collection. An unclosed one ends at a line that is not indented further than its container, so that a
 * bracket being typed does not contain the rest of the file.
 * @param at where its bracket stands
 * @param indent of the block container around it
 * @returns the offset behind it
 */
export function readFlow(scan: Scan, at: number, indent: number): number {
  const { text, limit, frames } = scan;
  let depth = 0;
  /** Whether a key or value is due: behind a bracket, a comma or a colon. */
  let due = true;
  const is = () => (frames.top()?.at === null ? "key" : "value");
  for (let i = at; i < limit; ) {
    const here = text[i] ?? "";
    if (/\s/.test(here)) {
      if (due) scan.gap(text[i - 1] === ":" ? i + 1 : i, i + 1, is());
      i++;
      if ((here === "\n" || here === "\r") && endsHere(text, i, limit, indent)) {
        frames.leaveFlow();
        return i;
      }
    } else if (here === "#" && /\s/.test(text[i - 1] ?? "")) i = lineEnd(text, i, limit);
    else if (here === "{" || here === "[") {
      frames.push(here === "{" ? "map" : "list", indent, true);
      depth++;
      due = true;
      i++;
      scan.gap(i, i, is());
    } else if (here === "}" || here === "]") {
      frames.pop();
      depth--;
      due = false;
      i++;
      if (depth === 0) return i;
    } else if (here === ",") {
      const top = frames.top();
      if (top) top.at = top.kind === "list" ? Number(top.at) + 1 : null;
      due = true;
      i++;
      scan.gap(i, i, is());
    } else if (isColon(text, i, limit, true)) {
      due = true;
      i++;
    } else {
      i = readWord(scan, i);
      due = false;
    }
  }
  frames.leaveFlow();
  return limit;
}

/** A key or a value. @returns the offset behind it */
function readWord(scan: Scan, at: number): number {
  const { text, limit, frames } = scan;
  const token = readToken(text, at, limit, true);
  const top = frames.top();
  if (top?.kind === "map" && top.at === null) {
    top.at = token.text;
    top.keys.push(token.text);
    scan.word(token, "key", isColon(text, token.next, limit, true));
  } else scan.word(token, "value");
  return Math.max(token.next, at + 1);
}

/** Whether the line that starts here is no longer part of a flow collection. Closing brackets may stand at its column. */
function endsHere(text: string, start: number, limit: number, indent: number): boolean {
  let at = start;
  while (at < limit && text[at] === " ") at++;
  const blank = at >= limit || /[\s#]/.test(text[at] ?? "");
  return !blank && at - start <= indent && !"]}".includes(text[at] ?? "");
}
