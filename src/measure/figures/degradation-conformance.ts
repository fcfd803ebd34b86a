import type { ConformanceRow, DegradationConformance } from "../degradation-conformance.js";

export function degradationConformanceFigures({ byDocument }: DegradationConformance) {
  return [...byDocument.values()].flat().map((row) => ({
    document: row.document,
    type: row.type,
    counted: row.counted,
    ...conformanceFigure(row),
  }));
}

/** How one action behaved, against what was declared. */
export function conformanceFigure({ entry, policy, declared, observed, conformance }: ConformanceRow) {
  return {
    policy: policy?.id ?? null,
    dependency: policy?.dependency ?? entry.dependency ?? null,
    action: policy?.action ?? entry.action ?? null,
    declared,
    observed,
    mode: entry.mode ?? null,
    conformance,
  };
}
