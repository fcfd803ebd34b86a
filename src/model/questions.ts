/** The four questions that every postmortem answers, by the fields that answer them. */
export const QUESTIONS = ["violated_invariants", "detection", "unclear_contracts", "missing_evidence"] as const;
