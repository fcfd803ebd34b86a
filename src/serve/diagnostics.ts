import { createHash } from "node:crypto";
import { compareDiagnostics, type Diagnostic, type Severity } from "../model/diagnostic.js";
import { NO_FILE } from "../model/environment-fault.js";
import { FILE_START } from "../model/place.js";
import type { Checked } from "../pipeline.js";
import type { Unreadable } from "../read/walk-folder.js";
import { type CodeFrame, codeFrame, hiddenLines } from "../reporters/code-frame.js";
import { visible } from "../util/characters.js";

/** A diagnostic as pages show it. */
export interface DiagnosticView {
  severity: Severity;
  /** `postmortems/incidents/x.md:12:3`, as the user would name it. */
  where: string;
  message: string;
  hint: string | null;
  /** What `check --fix` would do. */
  fix: string | null;
  rule: string;
  /** The page of the rule, from the root of the site; null where the diagnostic is of no rule. */
  rulePath: string | null;
  frame: CodeFrame | null;
}

/** The diagnostics of a collection. */
export interface Diagnostics {
  /** A hash of the diagnostics without their places. */
  id: string;
  counts: { errors: number; warnings: number; infos: number };
  /** Sorted by file and place. `file` is relative to the collection's folder. */
  all: readonly Diagnostic[];
  view(diagnostic: Diagnostic): DiagnosticView;
}

/** The rule id of unreadable files. */
const UNREADABLE = "unreadable";

/**
 * The diagnostics of a check, with one for each unreadable file: `check` reports those on stderr, which no page shows.
 * @param tell converts a path in the collection to one relative to the working directory
 * @param call how a shell of the user calls the program for the collection
 */
export function diagnosticsOf(
  { diagnostics, unreadable, sources }: Pick<Checked, "diagnostics" | "unreadable" | "sources">,
  tell: (path: string) => string,
  call: string,
): Diagnostics {
  const all = [...diagnostics, ...unreadable.map(cannotRead)].sort(compareDiagnostics);
  const isHidden = hiddenLines(all);
  const of = (severity: Severity) => all.filter((one) => one.severity === severity).length;
  return {
    id: createHash("sha256")
      .update(JSON.stringify(all.map(keyOf)))
      .digest("base64url")
      .slice(0, 22),
    counts: { errors: of("error"), warnings: of("warning"), infos: of("info") },
    all,
    view: (d) => ({
      severity: d.severity,
      where: `${tell(d.file)}:${d.line}:${d.column}`,
      message: d.message,
      hint: d.hint ?? null,
      fix: fixOf(d, call),
      rule: d.rule,
      rulePath: d.rule === UNREADABLE ? null : `rules/${d.rule}/index.html`,
      frame: isHidden(d) ? null : codeFrame(d, sources.get(d.file)),
    }),
  };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Orders by severity, the worst first. */
export function compareSeverity(a: Diagnostic, b: Diagnostic): number {
  return RANK[a.severity] - RANK[b.severity];
}

/** The diagnostics in `now` that are not in `before`. A diagnostic that has only moved is not new. */
export function newDiagnostics(before: Diagnostics | null, now: Diagnostics): Diagnostic[] {
  const known = new Map<string, number>();
  for (const one of before?.all ?? []) known.set(keyOf(one), (known.get(keyOf(one)) ?? 0) + 1);
  return now.all.filter((one) => {
    const left = known.get(keyOf(one)) ?? 0;
    known.set(keyOf(one), left - 1);
    return left <= 0;
  });
}

function keyOf({ rule, file, message, severity }: Diagnostic): string {
  return JSON.stringify([rule, file, message, severity]);
}

/** The command that fixes the diagnostic, and the change that it makes. */
function fixOf({ suggestions = [], hideSource }: Diagnostic, call: string): string | null {
  const fix = suggestions.find(({ appliedBy }) => appliedBy !== undefined);
  return fix && !hideSource ? `${call} check ${fix.appliedBy}: ${visible(fix.title)}` : null;
}

function cannotRead({ path, reason }: Unreadable): Diagnostic {
  const gone = path === "inquest.yaml" && reason === NO_FILE;
  return {
    ...FILE_START,
    rule: UNREADABLE,
    severity: "error",
    file: path,
    path: "",
    message: gone ? "Missing inquest.yaml" : `Cannot read this: ${reason}`,
    hint: gone ? "Put it back; until then the site is shown as it was" : "Make it readable, or remove it",
  };
}
