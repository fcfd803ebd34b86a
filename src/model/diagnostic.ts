import type { Place } from "./place.js";

export type Severity = "error" | "warning" | "info";

/** A place that helps to understand a diagnostic: where the other one is, where an entry is declared. */
export interface RelatedPlace {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A change of a file's text: what stands from `start` to `end` (offsets in UTF-16 code units) becomes `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A change of its own file that a diagnostic proposes. */
export interface Suggestion {
  /** What it does, such as `Change to "approved"`. */
  title: string;
  edits: readonly Edit[];
  /**
   * The option of `check` that applies it; none where somebody has to decide. `--fix-evidence` records the evidence as it
   * is now, which is right only if the change was meant.
   */
  appliedBy?: "--fix" | "--fix-evidence";
}

/** Whether a change can be made without asking anybody. */
export function isSafe({ appliedBy }: Suggestion): boolean {
  return appliedBy === "--fix";
}

/** What is wrong at one place of a file, and the way out. */
export interface Problem {
  place: Place;
  message: string;
  hint?: string | undefined;
  related?: RelatedPlace[];
  suggestions?: readonly Suggestion[];
  /** The path of the value, where `place` only stands in for it: that of a section which is not there. */
  path?: string;
  /** The field that the value at `place` lacks, which completes its path. */
  missing?: string | undefined;
}

/** What `check` reports. `file` is relative to the collection's folder until a reporter makes it relative to its reader's. */
export interface Diagnostic extends Place {
  rule: string;
  severity: Severity;
  file: string;
  /** The value it is about, such as `actions/A1/due`; empty for the file as a whole. */
  path: string;
  message: string;
  hint?: string;
  url?: string;
  related?: RelatedPlace[];
  suggestions?: readonly Suggestion[];
  /** The line holds what must not be printed. */
  hideSource?: boolean;
}

/** What identifies a diagnostic while its file is edited and its message reworded: rule, file and path. */
export function identityOf({ rule, file, path }: Pick<Diagnostic, "rule" | "file" | "path">): string {
  return JSON.stringify([rule, file, path]);
}

/** Orders diagnostics by file, line, column, rule and message. */
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
