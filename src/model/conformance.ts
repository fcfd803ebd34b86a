import type { Degradation, DegradationPolicy } from "./schema-types.js";
import { filled } from "./values/blank.js";

/**
 * `conformed`: the declared class, and by design. `by-chance`: the declared class, but chosen by an operator or by
 * accident. `mismatch`: another class. `undeclared`: nothing says what should have happened. `unknown`: what happened,
 * or whether it was by design, is not known.
 */
export type Conformance = "conformed" | "by-chance" | "mismatch" | "undeclared" | "unknown";

/** How an action behaved without its dependency, against what was declared. */
export interface Conformed {
  /** The id of the declared class: what the policy says, else what the entry expects. */
  declared: string | null;
  /** The id of the observed class, or `destructive`. */
  observed: string | null;
  conformance: Conformance;
}

/** Compares what was observed with its policy, or with what the entry expects where there is none. */
export function conformanceOf(entry: Degradation, policy: DegradationPolicy | null): Conformed {
  const declared = policy?.class ?? filled<string>(entry.expected) ?? null;
  const observed = filled<string>(entry.observed) ?? null;
  return { declared, observed, conformance: conform(declared, observed, entry.mode) };
}

function conform(declared: string | null, observed: string | null, mode: Degradation["mode"]): Conformance {
  if (declared === null) return "undeclared";
  if (observed === null) return "unknown";
  if (declared !== observed) return "mismatch";
  if (mode === undefined) return "unknown";
  return mode === "designed" ? "conformed" : "by-chance";
}
