import { isBlank, listOf } from "../model/blank.js";
import type { AnyDocument, Drill, Postmortem } from "../model/collection.js";
import type { Edge, GraphNode, NodeRef, NodeType } from "../model/graph.js";
import { edge } from "./edge.js";

/** Lists inside a document whose entries are nodes of their own. */
const LOCAL = ["action", "missing", "evidence", "source", "finding"] as const;
type Local = (typeof LOCAL)[number];

/** The node of a document and those of its entries. */
export function documentNodes(document: AnyDocument): GraphNode[] {
  const own: GraphNode = { ref: documentRef(document), type: document.type === "drill" ? "drill" : "incident", id: document.id, title: document.data.title, document: null };
  const entries = LOCAL.flatMap((type) => localEntries(document, type).map(({ id, title }): GraphNode => ({ ref: localRef(document, type, id), type, id, title, document: own.ref })));
  return [own, ...entries];
}

/** What a document says of itself, of its entries, and of everything else. */
export function* documentEdges(document: AnyDocument): Generator<Edge> {
  const self = documentRef(document);
  for (const type of LOCAL) for (const { id } of localEntries(document, type)) yield edge(localRef(document, type, id), "belongs-to", self);
  yield* sharedEdges(document, self);
  yield* document.type === "drill" ? drillEdges(document, self) : postmortemEdges(document, self);
}

function* sharedEdges(document: AnyDocument, self: NodeRef): Generator<Edge> {
  const { data } = document;
  for (const row of data.recovery ?? []) yield edge(self, "measures", `objective:${row.objective}`, row.note);
  for (const row of listOf(data.degradation)) if (row.policy) yield edge(self, "degrades", `policy:${row.policy}`, row.note, typeof row.observed === "string" ? row.observed : undefined);
  for (const link of data.related ?? []) {
    if (link.incident) yield edge(self, "relates-to", `incident:${link.incident}`, link.why, link.relation);
    if (link.drill) yield edge(self, "relates-to", `drill:${link.drill}`, link.why, link.relation);
  }
  for (const action of data.actions ?? []) for (const target of action.addresses ?? []) yield edge(localRef(document, "action", action.id), "addresses", referenceTo(document, target));
  for (const gap of listOf(data.missing_evidence)) {
    const proof = gap.closed_by?.proven_by;
    if (proof) yield edge(referenceTo(document, proof), "proves", localRef(document, "missing", gap.id), gap.closed_by?.artifact);
  }
  const { cited, gaps } = citedAndGaps(data);
  for (const id of cited) yield edge(self, "cites", localRef(document, id.startsWith("E") ? "evidence" : "source", id));
  for (const id of gaps) yield edge(localRef(document, "missing", id), "lacks", self);
}

function* postmortemEdges({ data }: Postmortem, self: NodeRef): Generator<Edge> {
  for (const { kind, why } of data.failure_kinds ?? []) yield edge(self, "has-kind", `kind:${kind}`, why);
  for (const { service, role } of data.services ?? []) yield edge(self, "involves", `service:${service}`, undefined, role);
  for (const { invariant, how, state } of listOf(data.violated_invariants)) yield edge(self, "violates", `invariant:${invariant}`, how, state ?? "violated");
  for (const { contract, gap } of listOf(data.unclear_contracts)) yield edge(self, "misreads", `contract:${contract}`, gap);
  for (const { incident, why } of data.recurrence_of ?? []) yield edge(self, "recurs", `incident:${incident}`, why);
  const taken = new Set((data.timeline ?? []).flatMap((event) => event.steps ?? []));
  for (const step of taken) yield edge(self, "responds-with", `step:${step}`, undefined, "taken");
  for (const { step, outcome, reason } of data.response ?? []) if (!taken.has(step) || outcome === "ineffective") yield edge(self, "responds-with", `step:${step}`, reason, outcome);
}

function* drillEdges(document: Drill, self: NodeRef): Generator<Edge> {
  const { data } = document;
  if (data.scenario) yield edge(self, "rehearses", `scenario:${data.scenario}`);
  for (const service of data.services ?? []) yield edge(self, "involves", `service:${service}`);
  for (const { step, result, note } of data.steps ?? []) yield edge(self, "responds-with", `step:${step}`, note, result);
  for (const { incident, relation } of listOf(data.incidents)) yield edge(self, "exercises", `incident:${incident}`, undefined, relation);
  for (const { id, failure_kind } of data.findings ?? []) if (failure_kind) yield edge(localRef(document, "finding", id), "has-kind", `kind:${failure_kind}`);
}

function documentRef(document: AnyDocument): NodeRef {
  return document.type === "drill" ? `drill:${document.id}` : `incident:${document.id}`;
}

function localRef(document: AnyDocument, type: Local, id: string): NodeRef {
  return `${type}:${document.id}#${id}`;
}

/** What a typed reference in a document names: `action:A1` means the document's own. */
function referenceTo(document: AnyDocument, reference: string): NodeRef {
  const [type = "", id = ""] = reference.split(":", 2);
  return LOCAL.includes(type as Local) ? localRef(document, type as Local, id) : `${type as NodeType}:${id}`;
}

function localEntries({ data }: AnyDocument, type: Local): { id: string; title: string }[] {
  switch (type) {
    case "action":
      return data.actions ?? [];
    case "missing":
      return listOf(data.missing_evidence).map(({ id, what }) => ({ id, title: what }));
    case "evidence":
      return (data.evidence ?? []).map(({ id, title, file }) => ({ id, title: title ?? file ?? id }));
    case "source":
      return data.sources ?? [];
    case "finding":
      return "findings" in data ? (data.findings ?? []).map(({ id, what }) => ({ id, title: what })) : [];
  }
}

/** Every id under `cites`, and every gap that made a value unknown, anywhere in the data. */
function citedAndGaps(data: unknown): { cited: Set<string>; gaps: Set<string> } {
  const cited = new Set<string>();
  const gaps = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (isBlank(value) && value.gap) gaps.add(value.gap);
    for (const [key, item] of Object.entries(value)) {
      if (key === "cites" && Array.isArray(item)) for (const id of item as string[]) cited.add(id);
      else walk(item);
    }
  };
  walk(data);
  return { cited, gaps };
}
