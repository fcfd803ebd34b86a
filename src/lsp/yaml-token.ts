/** A scalar as it is written. */
export interface Token {
  /** Offsets in the text, without quotes. */
  start: number;
  end: number;
  /** Where the scanner goes on: behind the closing quote. */
  next: number;
  text: string;
  quoted: boolean;
}

const BLANK = /[ \t]/;

/** Reads the scalar at an offset. A quote that is not closed ends with its line, so that the lines below keep their meaning. */
export function readToken(text: string, start: number, limit: number, flow: boolean): Token {
  const quote = text[start];
  return quote === '"' || quote === "'" ? readQuoted(text, start, limit, quote) : readPlain(text, start, limit, flow);
}

function readQuoted(text: string, start: number, limit: number, quote: string): Token {
  const done = (end: number, next: number): Token => ({
    start: start + 1,
    end,
    next,
    text: text.slice(start + 1, end),
    quoted: true,
  });
  for (let i = start + 1; i < limit; i++) {
    if (text[i] === "\\" && quote === '"') i++;
    else if (text[i] === quote && text[i + 1] === quote && quote === "'") i++;
    else if (text[i] === quote) return done(i, i + 1);
  }
  const end = lineEnd(text, start, limit);
  return done(end, end);
}

function readPlain(text: string, start: number, limit: number, flow: boolean): Token {
  let end = start;
  for (let i = start; i < limit; i++) {
    const here = text[i] ?? "";
    if (here === "\n" || here === "\r" || (flow && ",[]{}".includes(here))) break;
    if (here === "#" && i > start && BLANK.test(text[i - 1] ?? "")) break;
    if (isColon(text, i, limit, flow)) break;
    if (!BLANK.test(here)) end = i + 1;
  }
  return { start, end, next: end, text: text.slice(start, end), quoted: false };
}

/** Whether a colon here ends a key: a blank or the end of the line follows, in flow also punctuation. */
export function isColon(text: string, at: number, limit: number, flow: boolean): boolean {
  if (text[at] !== ":") return false;
  const next = at + 1 < limit ? (text[at + 1] ?? "\n") : "\n";
  return /\s/.test(next) || (flow && ",[]{}".includes(next));
}

/** Skips blanks within a line. */
export function skipBlanks(text: string, at: number, limit: number): number {
  let next = at;
  while (next < limit && BLANK.test(text[next] ?? "")) next++;
  return next;
}

/** Where the line that an offset is in ends, before its line break. */
export function lineEnd(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}
