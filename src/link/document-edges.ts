import { isBlank, listOf } from "../model/blank.js";
import type { AnyDocument } from "../model/collection.js";
import type { Edge } from "../model/graph.js";
import type { Degradation, MissingEvidence } from "../model/schema-types.js";
import { edge } from "./edge.js";
import { documentRef, entryRef, type LocalType, resolveReference } from "./refs.js";

/** The edges that postmortems and drills have in common. */
export function documentEdges(document: AnyDocument): Edge[] {
  const ref = documentRef(document);
  const { data } = document;
  return [
    ...entryEdges(document),
    ...(data.recovery ?? []).map((row) => edge(ref, "measures", `objective:${row.objective}`, row.note, row.service)),
    ...listOf<Degradation>(data.degradation).flatMap(({ policy, observed, note }) =>
      policy === undefined
        ? []
        : [edge(ref, "degrades", `policy:${policy}`, note, isBlank(observed) ? undefined : observed)],
    ),
    ...(data.related ?? []).flatMap(({ incident, drill, why, relation }) => [
      ...(incident === undefined ? [] : [edge(ref, "relates-to", `incident:${incident}`, why, relation)]),
      ...(drill === undefined ? [] : [edge(ref, "relates-to", `drill:${drill}`, why, relation)]),
    ]),
    ...mentionEdges(document),
  ];
}

/** Edges of the entries that have an id of their own. */
function entryEdges(document: AnyDocument): Edge[] {
  const { data } = document;
  const ref = documentRef(document);
  const gaps = listOf<MissingEvidence>(data.missing_evidence);
  const belong = (type: LocalType, entries: readonly { id: string }[] | undefined) =>
    (entries ?? []).map(({ id }) => edge(entryRef(document, type, id), "belongs-to", ref));
  return [
    ...belong("action", data.actions),
    ...belong("missing", gaps),
    ...belong("evidence", data.evidence),
    ...belong("source", data.sources),
    ...(data.actions ?? []).flatMap(({ id, state, addresses = [] }) =>
      addresses.flatMap((reference) => {
        const to = resolveReference(document, reference);
        return to ? [edge(entryRef(document, "action", id), "addresses", to, undefined, state)] : [];
      }),
    ),
    ...gaps.flatMap(({ id, closed_by }) => {
      const by = closed_by?.proven_by === undefined ? null : resolveReference(document, closed_by.proven_by);
      return by ? [edge(by, "proves", entryRef(document, "missing", id), closed_by?.artifact)] : [];
    }),
  ];
}

/** What the document cites, and the gaps that its unknown values name: wherever in it they stand. */
function mentionEdges(document: AnyDocument): Edge[] {
  const ref = documentRef(document);
  const cited = new Set<string>();
  const gaps = new Map<string, Set<string>>();
  collectMentions(document.data, cited, gaps);
  return [
    ...[...cited].flatMap((id) => [
      edge(ref, "cites", entryRef(document, "evidence", id)),
      edge(ref, "cites", entryRef(document, "source", id)),
    ]),
    ...[...gaps].flatMap(([id, reasons]) =>
      [...reasons].map((reason) => edge(entryRef(document, "missing", id), "lacks", ref, reason)),
    ),
  ];
}

function collectMentions(value: unknown, cited: Set<string>, gaps: Map<string, Set<string>>): void {
  if (typeof value !== "object" || value === null) return;
  if (isBlank(value) && value.unknown !== undefined && value.gap !== undefined) {
    gaps.set(value.gap, (gaps.get(value.gap) ?? new Set()).add(value.unknown));
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === "cites" && Array.isArray(child)) for (const id of child) cited.add(String(id));
    else collectMentions(child, cited, gaps);
  }
}
