import type { AnyDocument } from "../model/collection.js";
import { type Conformed, conformanceOf } from "../model/conformance.js";
import type { Graph } from "../model/graph.js";
import type { Blank, Degradation, DegradationPolicy } from "../model/schema-types.js";
import { isBlank, listOf } from "../model/values/blank.js";
import { flag, list, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";
import { isCounted } from "./counted.js";
import { documentId } from "./public-values.js";

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

/** Declared against observed degradation, row by row. */
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

const conformanceFields = {
  policy: orNull(text("The id of the policy; null where none is declared")),
  dependency: orNull(text("What was not available")),
  action: orNull(text("What was asked for")),
  declared: orNull(text("The degradation class that should have applied")),
  observed: orNull(text("The class that was observed, or destructive")),
  mode: oneOf(
    ["designed", "operator", "accidental", null],
    "Whether it was by design, chosen by an operator, or an accident",
  ),
  conformance: oneOf(
    ["conformed", "by-chance", "mismatch", "undeclared", "unknown"],
    "conformed: the declared class by design; by-chance: the declared class otherwise",
  ),
};

/** How one action behaved, against what was declared. */
export const conformanceShape = record("A row", conformanceFields);

export const degradationConformanceShape = list(
  record("A row", {
    document: documentId,
    type: oneOf(["postmortem", "drill"], "Which of the two it is"),
    counted: flag("Whether figures count it: of a published incident"),
    ...conformanceFields,
  }),
  "Declared against observed degradation, row by row",
);

export function publicDegradationConformance({
  byDocument,
}: DegradationConformance): TypeOf<typeof degradationConformanceShape> {
  return [...byDocument.values()].flat().map((row) => ({
    document: row.document,
    type: row.type,
    counted: row.counted,
    ...publicConformance(row),
  }));
}

export function publicConformance({
  entry,
  policy,
  declared,
  observed,
  conformance,
}: ConformanceRow): TypeOf<typeof conformanceShape> {
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
