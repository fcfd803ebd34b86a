import { daysBetween } from "../measure/days-between.js";
import { type AnyDocument, dayOfId } from "../model/collection.js";
import { evidencePath } from "../model/evidence-files.js";
import type { Graph } from "../model/graph.js";
import { sourceOfId } from "../model/repository-source.js";
import type { Evidence } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import type { RecallAnswer, RecallReason } from "./answer.js";
import { lessonOf } from "./lesson.js";
import { remembered } from "./similar/similar.js";
import { brokenBy, type Standing, standingOf, standingReasons, stateOf } from "./standing.js";

/** Drills teach less than what happened, archived documents less than what was looked into. */
const DRILL_FACTOR = 0.8;
const ARCHIVED_FACTOR = 0.6;
/** After so many years a document counts half. */
const HALF_LIFE_YEARS = 8;

/** A postmortem or drill as far as recall needs it: what it says, and what a path must be to recall it. Plain data. */
export interface RememberedDocument {
  /** Its file, relative to the collection's folder. */
  file: string;
  answer: Omit<RecallAnswer, "score" | "reasons">;
  /** How much it teaches, by its kind and age: 0 to 1. */
  factor: number;
  /** The globs that it names itself or that belong to the service where it began. */
  globs: readonly GlobReason[];
  /** The files that check the invariants that it violated, from the top of the repository. */
  checks: readonly { id: string; file: string }[];
  /** `attachment` is relative to the collection's folder. */
  evidence: readonly { id: string; attachment: string | null; source: string }[];
  actions: readonly { id: string; texts: readonly string[] }[];
  /** The invariants that it broke and the contracts that it misread, which are reasons once something else is. */
  standing: readonly RecallReason[];
}

type GlobReason = RecallReason & { pattern: string };

/**
 * The documents that teach, and how things stand with each.
 * @param now a UTC day
 */
export function rememberedDocuments(graph: Graph, now: string): RememberedDocument[] {
  const standing = standingOf(graph, now);
  return remembered(graph).map((document) => rememberedDocument(document, standing));
}

function rememberedDocument(document: AnyDocument, standing: Standing): RememberedDocument {
  const { data, id } = document;
  const date = dayOfId(id);
  const years = date === null ? 0 : daysBetween(date, standing.now) / 365;
  return {
    file: document.source.path,
    answer: {
      id,
      kind: document.type === "drill" ? "drill" : document.data.kind,
      title: data.title,
      date,
      state: stateOf(document, standing),
      ...lessonOf(document, standing),
    },
    factor:
      (document.type === "drill" ? DRILL_FACTOR : 1) *
      (data.status === "archived" ? ARCHIVED_FACTOR : 1) *
      0.5 ** (years / HALF_LIFE_YEARS),
    ...(sourceOfId(id) === null ? pathsOf(document, standing) : NO_PATHS),
    standing: standingReasons(document, standing),
  };
}

type Paths = Pick<RememberedDocument, "globs" | "checks" | "evidence" | "actions">;

/** Paths that a document of another repository names are paths there. */
const NO_PATHS: Paths = { globs: [], checks: [], evidence: [], actions: [] };

function pathsOf(document: AnyDocument, standing: Standing): Paths {
  const { data } = document;
  return {
    globs: globReasons(document, standing.graph),
    checks: brokenBy(document, standing).flatMap(({ id: invariant, checks }) =>
      invariant === null
        ? []
        : checks.flatMap((check) =>
            "file" in check && sourceOfId(invariant) === null ? [{ id: invariant, file: check.file }] : [],
          ),
    ),
    evidence: listOf<Evidence>(data.evidence).map(({ id: entry, file, source = "" }) => ({
      id: entry,
      attachment: file === undefined ? null : evidencePath(document, file),
      source,
    })),
    actions: (data.actions ?? []).map(({ id: entry, title, tracker, closed_by: closure }) => ({
      id: entry,
      texts: [title, tracker, closure?.artifact, closure?.tracker].filter((text) => text !== undefined),
    })),
  };
}

function globReasons(document: AnyDocument, graph: Graph): GlobReason[] {
  const affects = document.type === "postmortem" ? (document.data.affects ?? []) : [];
  return [
    ...affects.map((pattern) => ({ kind: "affects" as const, pattern })),
    ...originsOf(document).flatMap((id) => {
      const service = graph.collection.catalogs.services.find((one) => one.id === id && sourceOfId(id) === null);
      return (service?.paths ?? []).map((pattern) => ({ kind: "service-path" as const, id, pattern }));
    }),
  ];
}

/** The services where it began; of a drill all, because it was held there. */
function originsOf({ type, data }: AnyDocument): string[] {
  if (type === "drill") return data.services ?? [];
  return (data.services ?? []).flatMap(({ service, role }) => (role === "origin" ? [service] : []));
}
