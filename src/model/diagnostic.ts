import type { Place } from "./place.js";

export type Severity = "error" | "warning" | "info";

/** A place that helps to understand a finding: where the other one is, where an entry is declared. */
export interface RelatedPlace {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A change of a file's text: the stretch from `start` to `end` (offsets in UTF-16 code units) becomes `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What mends a finding without anybody's judgement. */
export interface Fix {
  edits: readonly Edit[];
  /** `evidence`: it says that the evidence is right and what was noted of it is not, so it is asked for by name. */
  kind: "mechanical" | "evidence";
}

/** What is wrong with a file before any rule has looked at it, or what a rule found: what, where, and the way out. */
export interface Problem {
  place: Place;
  message: string;
  hint?: string;
  related?: RelatedPlace[];
  fix?: Fix;
}

/** One finding, complete. `file` is relative to the collection's folder until a reporter makes it relative to its reader's. */
export interface Diagnostic extends Place {
  rule: string;
  severity: Severity;
  file: string;
  message: string;
  hint?: string;
  url?: string;
  related?: RelatedPlace[];
  fix?: Fix;
  /** The line holds what must not be printed. */
  hideSource?: boolean;
}

/** Orders findings by file, line, column, rule and message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Orders by code unit, so that no locale changes what is printed. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
