import { compareText, type Diagnostic, identityOf } from "../model/diagnostic.js";
import type { BaselineData } from "../model/schema-types.js";

type BaselineEntry = BaselineData["findings"][number];

/** A baseline entry that covers fewer diagnostics than its count: its index, and how many it covers. */
export interface StaleEntry {
  index: number;
  found: number;
}

/** The diagnostics that a baseline covers and does not cover, and its entries that cover fewer than their count. */
export interface Baselined {
  kept: Diagnostic[];
  baselined: Diagnostic[];
  stale: StaleEntry[];
  /** Entries that cover nothing although they might, because their file could not be read completely. */
  undecided: BaselineEntry[];
}

/**
 * Applies a baseline. Diagnostics of locked rules are never covered.
 * @param isFaulty whether diagnostics of a file may be missing because it could not be read whole
 */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  baseline: BaselineData,
  locked: ReadonlySet<string>,
  isFaulty: (file: string) => boolean = () => false,
): Baselined {
  const left = baseline.findings.map(({ count }) => count);
  const covered = new Set<Diagnostic>();
  for (const { ofEntry, ofDiagnostic } of identitiesFor(baseline)) {
    const entries = new Map<string, number[]>();
    baseline.findings.forEach((entry, index) => {
      entries.set(ofEntry(entry), [...(entries.get(ofEntry(entry)) ?? []), index]);
    });
    for (const diagnostic of diagnostics) {
      if (covered.has(diagnostic) || locked.has(diagnostic.rule)) continue;
      const index = entries.get(ofDiagnostic(diagnostic))?.find((one) => (left[one] ?? 0) > 0);
      if (index === undefined) continue;
      left[index] = (left[index] ?? 0) - 1;
      covered.add(diagnostic);
    }
  }
  return {
    kept: diagnostics.filter((one) => !covered.has(one)),
    baselined: diagnostics.filter((one) => covered.has(one)),
    undecided: baseline.findings.flatMap((entry, index) => {
      const unused = left[index] ?? 0;
      return unused > 0 && isFaulty(entry.file) ? { ...entry, count: unused } : [];
    }),
    stale: baseline.findings.flatMap(({ count, file }, index) => {
      const unused = left[index] ?? 0;
      return unused > 0 && !isFaulty(file) ? [{ index, found: count - unused }] : [];
    }),
  };
}

interface Identity {
  ofEntry(entry: BaselineEntry): string;
  ofDiagnostic(diagnostic: Diagnostic): string;
}

/** Version 2 identifies a diagnostic by the path of its value. */
const BY_PATH: Identity = {
  ofEntry: ({ rule, file, path = "" }) => identityOf({ rule, file, path }),
  ofDiagnostic: identityOf,
};

/** Version 1 has only the message. Messages have been reworded since, so rule and file identify the remaining ones. */
const BY_MESSAGE: Identity = {
  ofEntry: ({ rule, file, message }) => JSON.stringify([rule, file, message]),
  ofDiagnostic: ({ rule, file, message }) => JSON.stringify([rule, file, message]),
};
const BY_FILE: Identity = {
  ofEntry: ({ rule, file }) => JSON.stringify([rule, file]),
  ofDiagnostic: ({ rule, file }) => JSON.stringify([rule, file]),
};

function identitiesFor({ version }: BaselineData): readonly Identity[] {
  return version === 1 ? [BY_MESSAGE, BY_FILE] : [BY_PATH];
}

/**
 * Makes a baseline of all diagnostics except those of locked rules, sorted by file, rule and path.
 * @param kept entries of an earlier baseline to keep
 */
export function baselineOf(
  diagnostics: readonly Diagnostic[],
  locked: ReadonlySet<string>,
  kept: readonly BaselineEntry[] = [],
): BaselineData {
  const entries = new Map<string, BaselineEntry>();
  for (const entry of kept) {
    const key = identityOf({ ...entry, path: entry.path ?? "" });
    entries.set(key, { ...entry, path: entry.path ?? "", count: entry.count + (entries.get(key)?.count ?? 0) });
  }
  for (const diagnostic of diagnostics) {
    if (locked.has(diagnostic.rule)) continue;
    const { rule, file, path } = diagnostic;
    const count = entries.get(identityOf(diagnostic))?.count ?? 0;
    entries.set(identityOf(diagnostic), { rule, file, path, count: count + 1 });
  }
  const findings = [...entries.values()].sort(
    (a, b) => compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.path ?? "", b.path ?? ""),
  );
  return { version: 2, findings };
}

/**
 * Formats a baseline file as common JSON formatters do. Entries are sorted and on separate lines, so that git can merge
 * the fixes of two branches.
 */
export function writeBaseline(baseline: BaselineData): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}
