import { listOf } from "../model/blank.js";
import type { Drill } from "../model/collection.js";
import type { Edge } from "../model/graph.js";
import { edge } from "./edge.js";
import { documentRef, entryRef } from "./refs.js";

type Exercised = Extract<NonNullable<Drill["data"]["incidents"]>, readonly unknown[]>[number];

/** The edges that only drills have. */
export function drillEdges(drill: Drill): Edge[] {
  const ref = documentRef(drill);
  const { data } = drill;
  return [
    ...(data.scenario === undefined ? [] : [edge(ref, "rehearses", `scenario:${data.scenario}`)]),
    ...(data.services ?? []).map((service) => edge(ref, "involves", `service:${service}`)),
    ...(data.steps ?? []).map(({ step, result, note }) => edge(ref, "responds-with", `step:${step}`, note, result)),
    ...listOf<Exercised>(data.incidents).map(({ incident, relation }) =>
      edge(ref, "exercises", `incident:${incident}`, undefined, relation),
    ),
    ...(data.findings ?? []).flatMap(({ id, failure_kind }) => {
      const finding = entryRef(drill, "finding", id);
      const belongs = edge(finding, "belongs-to", ref);
      return failure_kind === undefined ? [belongs] : [belongs, edge(finding, "has-kind", `kind:${failure_kind}`)];
    }),
  ];
}
