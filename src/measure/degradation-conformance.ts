import { filled, isBlank, listOf } from "../model/blank.js";
import type { AnyDocument } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import type { Blank, Degradation, DegradationPolicy } from "../model/schema-types.js";
import { isCounted } from "./counted.js";

/**
 * `conformed`: the declared class, and by design. `by-chance`: the declared class, but chosen by an operator or by
 * accident. `mismatch`: another class. `undeclared`: nothing says what should have happened. `unknown`: what happened,
 * or whether it was by design, is not known.
 */
export type Conformance = "conformed" | "by-chance" | "mismatch" | "undeclared" | "unknown";

/** How one action behaved without its dependency, against what was declared. */
export interface ConformanceRow {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  /** Whether the row is of a published incident. */
  counted: boolean;
  entry: Degradation;
  policy: DegradationPolicy | null;
  /** The id of the declared class: what the policy says, else what the entry expects. */
  declared: string | null;
  declaredBlank: Blank | null;
  /** The id of the observed class, or `destructive`. */
  observed: string | null;
  observedBlank: Blank | null;
  conformance: Conformance;
}

export interface DegradationConformance {
  /** By id of the document, in the order of its entries. */
  byDocument: ReadonlyMap<string, readonly ConformanceRow[]>;
}

/** Declared against observed degradation, row by row (content model, "Degradation"). */
export function degradationConformance(graph: Graph): DegradationConformance {
  const { postmortems, drills, catalogs } = graph.collection;
  const policies = new Map(catalogs.policies.map((policy) => [policy.id, policy]));
  const documents: AnyDocument[] = [...postmortems, ...drills];
  return {
    byDocument: new Map(
      documents.map((document) => [
        document.id,
        listOf<Degradation>(document.data.degradation).map((entry) => rowOf(document, entry, policies)),
      ]),
    ),
  };
}

function rowOf(
  document: AnyDocument,
  entry: Degradation,
  policies: ReadonlyMap<string, DegradationPolicy>,
): ConformanceRow {
  const policy = policies.get(entry.policy ?? "") ?? null;
  const declared = policy?.class ?? filled<string>(entry.expected) ?? null;
  const observed = filled<string>(entry.observed) ?? null;
  return {
    document: document.id,
    type: document.type,
    counted: document.type === "postmortem" && isCounted(document),
    entry,
    policy,
    declared,
    declaredBlank: declared === null && isBlank(entry.expected) ? entry.expected : null,
    observed,
    observedBlank: isBlank(entry.observed) ? entry.observed : null,
    conformance: conform(declared, observed, entry.mode),
  };
}

function conform(declared: string | null, observed: string | null, mode: Degradation["mode"]): Conformance {
  if (declared === null) return "undeclared";
  if (observed === null) return "unknown";
  if (declared !== observed) return "mismatch";
  if (mode === undefined) return "unknown";
  return mode === "designed" ? "conformed" : "by-chance";
}
