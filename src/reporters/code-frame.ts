import type { Diagnostic } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import { visible } from "../util/characters.js";
import { withoutCredentials } from "../util/credentials.js";

/** The line of a diagnostic in three parts, with invisible characters made visible. */
export interface CodeFrame {
  line: number;
  before: string;
  /** What the diagnostic is about; empty where something is missing. */
  marked: string;
  after: string;
  /** Whether the line goes on. */
  more: boolean;
}

/** In characters: more of a line is not shown. */
const MAX_WIDTH = 100;

/**
 * The line of a diagnostic; a line that is longer than `width` is cut around it. Null for what is about a whole file, for lines
 * without text, and for those with a password in an address.
 */
export function codeFrame(d: Diagnostic, source: Source | undefined, width = MAX_WIDTH): CodeFrame | null {
  const line = source?.line(d.line);
  if (line === undefined || line.trim() === "" || isAboutFile(d, line) || withoutCredentials(line) !== line)
    return null;
  const start = d.column - 1;
  const { from, to } = cut(line, start, Math.min(MAX_WIDTH, width));
  const end = Math.min(d.endLine === d.line ? d.endColumn - 1 : line.length, to);
  return {
    line: d.line,
    before: `${from > 0 ? "…" : ""}${visible(line.slice(from, start))}`,
    marked: visible(line.slice(start, end)),
    after: visible(line.slice(Math.max(start, end), to)),
    more: to < line.length,
  };
}

/** The start of a file stands for all of it, and so does the line that opens the front matter. */
function isAboutFile({ line, endLine, endColumn }: Diagnostic, text: string): boolean {
  return line === 1 && ((endLine === 1 && endColumn === 1) || /^---\s*$/.test(text));
}

/** The part of a line that is shown, with some of what stands before `start`; no character is cut in two. */
function cut(line: string, start: number, width: number): { from: number; to: number } {
  const whole = (at: number) => (/^[\uDC00-\uDFFF]/.test(line.slice(at, at + 1)) ? at - 1 : at);
  const end = line.trimEnd().length;
  const from = start > width - 20 ? whole(start - Math.min(20, Math.floor(width / 3))) : 0;
  return { from, to: end > from + width ? whole(from + width) : line.length };
}

/** The diagnostics that cannot show their line, because another one says that it holds what must not be printed. */
export function hiddenLines(diagnostics: readonly Diagnostic[]): (d: Diagnostic) => boolean {
  const lineOf = ({ file, line }: Diagnostic) => `${line} ${file}`;
  const hidden = new Set(diagnostics.filter(({ hideSource }) => hideSource).map(lineOf));
  return (d) => hidden.has(lineOf(d));
}
