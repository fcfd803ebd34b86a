import { isBlank, listOf } from "../model/blank.js";
import type { AnyDocument } from "../model/collection.js";
import { type Conformed, conformanceOf } from "../model/conformance.js";
import type { Graph } from "../model/graph.js";
import type { Blank, Degradation, DegradationPolicy } from "../model/schema-types.js";
import { isCounted } from "./counted.js";

/** How one action behaved without its dependency, against what was declared. */
export interface ConformanceRow extends Conformed {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  /** Whether the row is of a published incident. */
  counted: boolean;
  entry: Degradation;
  policy: DegradationPolicy | null;
  declaredBlank: Blank | null;
  observedBlank: Blank | null;
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
  const conformed = conformanceOf(entry, policy);
  return {
    document: document.id,
    type: document.type,
    counted: document.type === "postmortem" && isCounted(document),
    entry,
    policy,
    ...conformed,
    declaredBlank: conformed.declared === null && isBlank(entry.expected) ? entry.expected : null,
    observedBlank: isBlank(entry.observed) ? entry.observed : null,
  };
}
