import { compareText, type Diagnostic } from "../model/diagnostic.js";
import type { BaselineData } from "../model/schema-types.js";

type BaselineEntry = BaselineData["findings"][number];

/** An entry of which there are fewer findings than it counts: by its index in the baseline, with how many there are. */
export interface StaleEntry {
  index: number;
  found: number;
}

/** What a baseline leaves, what it covers, and which of its entries cover less than they say. */
export interface Baselined {
  kept: Diagnostic[];
  baselined: Diagnostic[];
  stale: StaleEntry[];
  /** The baseline with what is gone taken out. */
  remaining: BaselineData;
}

const keyOf = ({ rule, file, message }: { rule: string; file: string; message: string }) =>
  JSON.stringify([rule, file, message]);

/** Applies a baseline. Findings of locked rules are never covered. */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  baseline: BaselineData,
  locked: ReadonlySet<string>,
): Baselined {
  const left = new Map<string, number>();
  for (const entry of baseline.findings) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + entry.count);
  const kept: Diagnostic[] = [];
  const baselined: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const count = left.get(keyOf(diagnostic)) ?? 0;
    if (count > 0 && !locked.has(diagnostic.rule)) {
      left.set(keyOf(diagnostic), count - 1);
      baselined.push(diagnostic);
    } else kept.push(diagnostic);
  }
  const stale: StaleEntry[] = [];
  const findings: BaselineEntry[] = [];
  baseline.findings.forEach((entry, index) => {
    const gone = Math.min(entry.count, left.get(keyOf(entry)) ?? 0);
    left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) - gone);
    const found = entry.count - gone;
    if (gone > 0) stale.push({ index, found });
    if (found > 0) findings.push({ ...entry, count: found });
  });
  return { kept, baselined, stale, remaining: { version: 1, findings } };
}

/** A baseline of all findings but those of locked rules, sorted by file, rule and message. */
export function baselineOf(diagnostics: readonly Diagnostic[], locked: ReadonlySet<string>): BaselineData {
  const entries = new Map<string, BaselineEntry>();
  for (const diagnostic of diagnostics) {
    if (locked.has(diagnostic.rule)) continue;
    const { rule, file, message } = diagnostic;
    const entry = entries.get(keyOf(diagnostic)) ?? { rule, file, message, count: 0 };
    entries.set(keyOf(diagnostic), { ...entry, count: entry.count + 1 });
  }
  const findings = [...entries.values()].sort(
    (a, b) => compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.message, b.message),
  );
  return { version: 1, findings };
}

/**
 * The text of a baseline's file, as formatters of JSON leave it. The findings are sorted and each has lines of its own, so
 * that git merges what two branches have mended.
 */
export function writeBaseline(baseline: BaselineData): string {
  return `${JSON.stringify(baseline, null, 2)}\n`;
}
