import { actionFollowThrough } from "../measure/action-follow-through.js";
import { contractClarity } from "../measure/contract-clarity.js";
import { daysBetween } from "../measure/days-between.js";
import { lastShown } from "../measure/last-shown.js";
import { type Check, checksOf, checkText } from "../model/checks.js";
import { type AnyDocument, dayOfId } from "../model/collection.js";
import { isOpenGap } from "../model/gap-closure.js";
import type { Graph } from "../model/graph.js";
import type {
  Contract,
  Invariant,
  MissingEvidence,
  UnclearContract,
  ViolatedInvariant,
} from "../model/schema-types.js";
import { isStated } from "../model/stated.js";
import { listOf } from "../model/values/blank.js";
import type { RecallReason, RecallState } from "./answer.js";

/** How things stand today: what the catalogs say, and which actions are late. */
export interface Standing {
  graph: Graph;
  /** A UTC day. */
  now: string;
  invariants: ReadonlyMap<string, Invariant>;
  contracts: ReadonlyMap<string, Contract>;
  /** Contracts that have not been clarified, or that were misread again since. */
  unclear: ReadonlySet<string>;
  /** How many actions of each document are overdue. */
  overdue: ReadonlyMap<string, number>;
  /** When what checks an invariant was last shown to work, by the id of the invariant; null: never. */
  shownOn: (invariant: string) => string | null;
}

export function standingOf(graph: Graph, now: string): Standing {
  const { invariants, contracts } = graph.collection.catalogs;
  const unclear = contractClarity(graph).filter(
    ({ clarified, after_clarification: after }) => clarified.length === 0 || after.length > 0,
  );
  const overdue = new Map<string, number>();
  for (const row of actionFollowThrough(graph, now).rows)
    if (row.overdue) overdue.set(row.document, (overdue.get(row.document) ?? 0) + 1);
  return {
    graph,
    now,
    invariants: new Map(invariants.map((one) => [one.id, one])),
    contracts: new Map(contracts.map((one) => [one.id, one])),
    unclear: new Set(unclear.map(({ contract }) => contract)),
    overdue,
    shownOn: shownBy(graph, now),
  };
}

/** Computed once for each invariant: many documents violated the same one. */
function shownBy(graph: Graph, now: string): Standing["shownOn"] {
  const days = new Map<string, string | null>();
  return (id) => {
    const day = days.has(id) ? (days.get(id) ?? null) : (lastShown(graph, id, now)?.on ?? null);
    days.set(id, day);
    return day;
  };
}

/** An invariant that a document violated. */
export interface BrokenInvariant {
  /** Null where it is stated in place. */
  id: string | null;
  statement: string;
  checks: readonly Check[];
}

/** What a document violated, in its order. */
export function brokenBy(document: AnyDocument, { invariants }: Standing): BrokenInvariant[] {
  if (document.type === "drill") return [];
  return listOf<ViolatedInvariant>(document.data.violated_invariants).flatMap(({ invariant }): BrokenInvariant[] => {
    if (isStated(invariant)) return [{ id: null, statement: invariant.statement, checks: [] }];
    const entry = invariants.get(invariant);
    return entry ? [{ id: entry.id, statement: entry.statement, checks: checksOf(entry) }] : [];
  });
}

/** A contract that a document misread. */
export interface MisreadContract {
  /** Null where it is stated in place: then it is in no catalog that could say that it was clarified. */
  id: string | null;
  title: string;
  /** What it left open in this incident. */
  gap: string;
  /** What it should have said; null where the catalog does not have it. */
  missingSentence: string | null;
  isClarified: boolean;
}

/** What a document misread, in its order. */
export function misreadBy(document: AnyDocument, { contracts, unclear }: Standing): MisreadContract[] {
  if (document.type === "drill") return [];
  return listOf<UnclearContract>(document.data.unclear_contracts).flatMap(({ contract, gap }): MisreadContract[] => {
    if (isStated(contract))
      return [{ id: null, title: contract.statement, gap, missingSentence: null, isClarified: false }];
    const entry = contracts.get(contract);
    if (entry === undefined) return [];
    const { id, title, missing_sentence: missingSentence = null } = entry;
    return [{ id, title, gap, missingSentence, isClarified: !unclear.has(id) }];
  });
}

/** The contracts and invariants of the catalog as reasons, for a document that something else has recalled. */
export function standingReasons(document: AnyDocument, standing: Standing): RecallReason[] {
  return [
    ...misreadBy(document, standing).flatMap(({ id, isClarified }): RecallReason[] =>
      id === null ? [] : [{ kind: "contract", id, state: isClarified ? "clarified" : "unclear" }],
    ),
    ...brokenBy(document, standing).flatMap(({ id, checks }): RecallReason[] =>
      id === null ? [] : [{ kind: "invariant", id, state: checks.length > 0 ? "checked" : "unchecked" }],
    ),
  ];
}

export function stateOf(document: AnyDocument, standing: Standing): RecallState {
  const date = dayOfId(document.id);
  const contracts = misreadBy(document, standing);
  return {
    age: date === null ? "" : `P${daysBetween(date, standing.now)}D`,
    open_gaps: listOf<MissingEvidence>(document.data.missing_evidence).filter(isOpenGap).length,
    overdue_actions: standing.overdue.get(document.id) ?? 0,
    contract: contracts.length === 0 ? null : contracts.every((one) => one.isClarified) ? "clarified" : "unclear",
    checked_by: [...new Set(brokenBy(document, standing).flatMap((one) => checkTexts(one, standing)))],
  };
}

/** `alert RevokedGrantHonoured in ops/alerts.yaml, last shown to work on 2026-05-20`. */
export function checkTexts({ id, checks }: BrokenInvariant, { shownOn }: Standing): string[] {
  const texts = checks.map(checkText);
  const day = id === null || texts.length === 0 ? null : shownOn(id);
  return day === null ? texts : texts.map((text) => `${text}, last shown to work on ${day}`);
}
