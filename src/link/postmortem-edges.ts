import { listOf } from "../model/blank.js";
import type { Postmortem } from "../model/collection.js";
import type { Edge } from "../model/graph.js";
import type { UnclearContract, ViolatedInvariant } from "../model/schema-types.js";
import { edge } from "./edge.js";
import { documentRef } from "./refs.js";

/** The edges that only postmortems have. */
export function postmortemEdges(postmortem: Postmortem): Edge[] {
  const ref = documentRef(postmortem);
  const { data } = postmortem;
  return [
    ...(data.failure_kinds ?? []).map(({ kind, why }) => edge(ref, "has-kind", `kind:${kind}`, why)),
    ...listOf<ViolatedInvariant>(data.violated_invariants).map(({ invariant, how, state }) =>
      edge(ref, "violates", `invariant:${invariant}`, how, state),
    ),
    ...listOf<UnclearContract>(data.unclear_contracts).map(({ contract, gap }) =>
      edge(ref, "misreads", `contract:${contract}`, gap),
    ),
    ...(data.services ?? []).map(({ service, role }) => edge(ref, "involves", `service:${service}`, undefined, role)),
    ...(data.timeline ?? []).flatMap(({ steps = [] }) =>
      steps.map((step) => edge(ref, "responds-with", `step:${step}`, undefined, "taken")),
    ),
    ...(data.response ?? []).map(({ step, outcome, reason }) =>
      edge(ref, "responds-with", `step:${step}`, reason, outcome),
    ),
    ...(data.recurrence_of ?? []).map(({ incident, why }) => edge(ref, "recurs", `incident:${incident}`, why)),
  ];
}
