import type { Diagnostic, Severity } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";

/** What a reporter turns into text. */
export interface Report {
  /** `file` is relative to the reader's folder: the working folder, or for services the top level of the repository. */
  diagnostics: readonly Diagnostic[];
  /** Every file that was looked at, relative to the same folder. */
  paths: readonly string[];
  /** How many documents and catalogs were read. */
  files: number;
  /** How many diagnostics a suppression covers, and how many the baseline. */
  suppressed: number;
  baselined: number;
  /** The source behind a diagnostic's file, for code frames. */
  source(file: string): Source | undefined;
  colour: boolean;
  /** The width of the terminal; undefined where there is none. */
  columns?: number | undefined;
  /** The version of this program. */
  version: string;
  /** The documentation of a rule, as Markdown, and its default severity. */
  rule(id: string): { doc: string; severity: Severity };
}

/** A format: diagnostics in, text out. */
export type Reporter = (report: Report) => string;

/** How many diagnostics there are of each severity. */
export function count(diagnostics: readonly Diagnostic[]): { errors: number; warnings: number; infos: number } {
  const of = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), infos: of("info") };
}
