import type { DocumentType, FourAnswers } from "./answers.js";

/** The four answers as fields of a postmortem, those that are known. */
export function answerFields(
  { invariants, detection, contracts, missing }: FourAnswers,
  type: DocumentType,
): Record<string, unknown> {
  const state = type === "near-miss" ? { state: "threatened" } : {};
  const entries = {
    violated_invariants: isList(invariants)
      ? invariants.map(({ invariant, how }) => ({ invariant, ...state, how }))
      : invariants,
    unclear_contracts: isList(contracts) ? contracts.map(({ contract, gap }) => ({ contract, gap })) : contracts,
    missing_evidence: isList(missing)
      ? missing.map(({ kind, what, needed_for }, index) => ({ id: `M${index + 1}`, what, kind, needed_for }))
      : missing,
    ...(type === "near-miss" && detection.by !== null ? { caught_by: detection.by } : {}),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** What the answer about detection says, without the delay. */
export function detectionFields({ detection: { by, why } }: FourAnswers, type: DocumentType): Record<string, string> {
  return {
    ...(by !== null && type !== "near-miss" ? { by } : {}),
    ...(why !== null ? { why_delayed: why } : {}),
  };
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}
