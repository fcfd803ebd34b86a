import { checksOf } from "../model/checks.js";
import { type AnyDocument, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { marksOf } from "../model/marks.js";
import { originOf } from "../model/policy-origin.js";
import type { Account, Day, PostmortemData } from "../model/schema-types.js";
import { filled } from "../model/values/blank.js";
import { parseSpan } from "../model/values/duration.js";
import { dayOf } from "../model/values/time.js";
import { violationsOf } from "../model/violations.js";
import { groupBy } from "../util/group-by.js";
import { plural } from "../util/plural.js";
import { day, oneOf, orNull, type TypeOf, text } from "../util/shape.js";
import { DAY_MS } from "../util/time-units.js";
import type { ActionRow } from "./action-follow-through.js";
import type { DrillRun, Due } from "./drill-run.js";
import { isMissed } from "./evidence-ledger.js";
import type { LedgerGap } from "./ledger-gap.js";
import type { Measures } from "./measure.js";

const NEXT_KINDS = ["action", "document", "drill", "policy", "gap", "contract", "invariant"] as const;

/** In the order in which items are listed. */
const NEXT_STATES = ["overdue", "due-soon", "no-owner", "never", "open"] as const;

/** How far ahead a due day is soon, unless an option says otherwise. */
const DEFAULT_WITHIN_MS = 14 * DAY_MS;

/** What stands in an item of `inquest next`, but for the place in its file. */
export const nextItemFields = {
  kind: oneOf(
    NEXT_KINDS,
    "What it is. drill: of a scenario; document: a postmortem or drill that is not published yet",
  ),
  id: text("The id of a document or of a catalog entry; of an action or a gap the document, `#` and its id there"),
  title: text("Its title; of a gap also the decision that it blocks"),
  owner: orNull(text("The id of an owner; null for none")),
  due: orNull(day("The day by which it is to be done; null for none")),
  state: oneOf(
    NEXT_STATES,
    "overdue: its day is past; due-soon: it is near; no-owner: it has no owner; never: never drilled or tested; open: none of these",
  ),
};

type Item = { readonly [K in keyof typeof nextItemFields]: TypeOf<(typeof nextItemFields)[K]> };
export type NextKind = Item["kind"];
export type NextState = Item["state"];

/** Something to do, as `inquest next` and the page of actions list it. */
export interface NextItem extends Item {
  /** Where it is from: the id of a document; null for an entry of a catalog. */
  document: string | null;
  documentType: AnyDocument["type"] | null;
  /** Whether its owner is one of us. */
  own: boolean;
  /** What it is about, in a few words; null where the title says it all. */
  note: string | null;
  /** How many incidents and near-misses it was part of. It orders items that have no day. */
  weight: number;
}

/**
 * What to do next: own before third-party, then by state, by day, by how many incidents it was part of, the newest first. Drafts count
 * too, archived documents do not. What others have to do about their incidents is not listed, but what they never
 * clarified or recorded is.
 *
 * @param now a UTC day
 * @param within how far ahead a due day is soon, in milliseconds; that day still counts
 */
export function nextItems(graph: Graph, measures: Measures, now: string, within = DEFAULT_WITHIN_MS): NextItem[] {
  const soon = dayOf(Date.parse(now) + within);
  const items = [
    ...actionItems(graph, measures, now, soon),
    ...documentItems(graph, now, soon),
    ...drillItems(graph, measures, now, soon),
    ...policyItems(graph, measures, now, soon),
    ...gapItems(graph, measures),
    ...contractItems(graph, measures),
    ...invariantItems(graph),
  ];
  return items.sort(
    (a, b) =>
      Number(b.own) - Number(a.own) ||
      NEXT_STATES.indexOf(a.state) - NEXT_STATES.indexOf(b.state) ||
      compareText(a.due ?? "9999", b.due ?? "9999") ||
      NEXT_KINDS.indexOf(a.kind) - NEXT_KINDS.indexOf(b.kind) ||
      b.weight - a.weight ||
      compareText(dayOfId(b.document ?? "") ?? "", dayOfId(a.document ?? "") ?? "") ||
      compareText(a.id, b.id),
  );
}

/** The state that a due day gives; null for none or a day that is further away. */
function dueState(due: string | null, now: string, soon: string): "overdue" | "due-soon" | null {
  if (due === null || due > soon) return null;
  return due < now ? "overdue" : "due-soon";
}

function actionItems(graph: Graph, { actionFollowThrough }: Measures, now: string, soon: string): NextItem[] {
  const documents = documentsOf(graph);
  return actionFollowThrough.rows.flatMap((row): NextItem[] => {
    const { action, document, account, pending } = row;
    const source = documents.get(document);
    if (source === undefined || account !== "own" || !pending) return [];
    const due = filled<Day>(action.due) ?? null;
    const owner = action.owner ?? null;
    const state = dueState(due, now, soon) ?? (owner === null ? "no-owner" : null);
    if (state === null) return [];
    return [
      {
        ...ofDocument(source, graph),
        kind: "action",
        id: `${document}#${action.id}`,
        title: action.title,
        owner,
        due,
        state,
        note: action.type,
        weight: 1,
      },
    ];
  });
}

/** Own documents that are not published, overdue after the deadline of the collection. */
function documentItems(graph: Graph, now: string, soon: string): NextItem[] {
  const allowed = parseSpan(graph.collection.config.deadlines?.published_within ?? "");
  return [...documentsOf(graph).values()].flatMap((document): NextItem[] => {
    const { id, data } = document;
    const about = ofDocument(document, graph);
    if (data.status === "published" || !about.own) return [];
    const resolved = document.type === "postmortem" ? marksOf(document.data.timeline).get("resolved")?.at : undefined;
    const due = allowed === undefined || resolved === undefined ? null : dayOf(resolved.to + allowed);
    const owner = data.owner ?? null;
    return [
      {
        ...about,
        kind: "document",
        id,
        title: data.title,
        owner,
        due,
        state: dueState(due, now, soon) ?? (owner === null ? "no-owner" : "open"),
        note: data.status === "in-review" ? "in review, to be published" : "a draft, to be published",
        weight: 1,
      },
    ];
  });
}

function drillItems(graph: Graph, { drillCoverage }: Measures, now: string, soon: string): NextItem[] {
  const { catalogs, config } = graph.collection;
  if (config.account === "third-party") return [];
  const occurred = incidentsByKind(graph);
  return catalogs.scenarios.flatMap((scenario): NextItem[] => {
    const coverage = drillCoverage.scenarios.get(scenario.id);
    if (coverage === undefined) return [];
    const incidents = new Set((scenario.kinds ?? []).flatMap((kind) => occurred.get(kind) ?? [])).size;
    const last = coverage.runs.find((run) => run.own && run.counts) ?? null;
    // Without an interval, a scenario that happened and was never drilled is still worth a drill.
    const never = coverage.due === "never" || (coverage.due === null && last === null && incidents > 0);
    const due = dueAfter(last, coverage.interval);
    const state = never ? "never" : stateOfTest(coverage.due, due, now, soon);
    if (state === null) return [];
    const times = incidents === 0 ? null : `happened in ${timesOf(incidents)}`;
    return [
      {
        ...OF_CATALOG,
        kind: "drill",
        id: scenario.id,
        title: scenario.title,
        owner: null,
        due: never ? null : due,
        state,
        note: [never ? "never drilled" : `last drilled on ${lastDay(last)}`, times].filter(Boolean).join(" · "),
        weight: incidents,
      },
    ];
  });
}

function policyItems(graph: Graph, { degradationPolicies }: Measures, now: string, soon: string): NextItem[] {
  const { catalogs, config } = graph.collection;
  return catalogs.policies.flatMap((policy): NextItem[] => {
    const found = degradationPolicies.policies.get(policy.id);
    if (found === undefined || originOf(policy, config) !== "own") return [];
    const due = dueAfter(found.lastPassed, found.interval);
    const state = found.due === "never" ? "never" : stateOfTest(found.due, due, now, soon);
    if (state === null) return [];
    return [
      {
        ...OF_CATALOG,
        kind: "policy",
        id: policy.id,
        title: policy.title,
        owner: policy.owner ?? null,
        due: state === "never" ? null : due,
        state,
        note: state === "never" ? "never tested" : `last passed on ${lastDay(found.lastPassed)}`,
        weight: found.mismatches,
      },
    ];
  });
}

/** Open gaps of responders and reviewers. Who does the first action that addresses one owns it, else the document's owner. */
function gapItems(graph: Graph, { evidenceLedger, actionFollowThrough }: Measures): NextItem[] {
  const documents = documentsOf(graph);
  const pending = groupBy(
    actionFollowThrough.rows.filter((row) => row.pending),
    ({ document }) => document,
  );
  return evidenceLedger.gaps.flatMap((gap): NextItem[] => {
    const source = documents.get(gap.document);
    if (source === undefined || gap.state !== "open" || !isMissed(gap)) return [];
    const { account } = gap;
    const action = pending.get(gap.document)?.find((row) => closes(row, gap));
    return [
      {
        ...ofDocument(source, graph),
        kind: "gap",
        id: `${gap.document}#${gap.gap.id}`,
        title: `${gap.gap.what}, needed for: ${gap.gap.needed_for}`,
        // The owner of somebody else's incident is who wrote it down here.
        owner: account === "own" ? (action?.action.owner ?? source.data.owner ?? null) : null,
        due: filled<Day>(action?.action.due) ?? null,
        state: "open",
        note: null,
        weight: 1,
      },
    ];
  });
}

/** Whether an action of the document that has a gap addresses it. */
function closes({ action }: ActionRow, { gap }: LedgerGap): boolean {
  return (action.addresses ?? []).includes(`missing:${gap.id}`);
}

/** Contracts that were unclear and were not clarified, or were unclear again after that, the most often unclear first. */
function contractItems(graph: Graph, { contractClarity }: Measures): NextItem[] {
  const own = new Set(
    graph.collection.postmortems.filter(({ data }) => isOwn(data.account, graph)).map(({ id }) => id),
  );
  const records = new Map(contractClarity.map((one) => [one.contract, one]));
  return graph.collection.catalogs.contracts.flatMap((contract): NextItem[] => {
    const found = records.get(contract.id);
    const unclearIn = [...(found?.incidents ?? []), ...(found?.near_misses ?? [])];
    const clarified = found !== undefined && found.clarified.length > 0 && found.after_clarification.length === 0;
    if (unclearIn.length === 0 || clarified) return [];
    return [
      {
        ...OF_CATALOG,
        own: unclearIn.some((id) => own.has(id)),
        kind: "contract",
        id: contract.id,
        title: contract.title,
        owner: contract.owner ?? null,
        due: null,
        state: "open",
        note: `unclear in ${timesOf(unclearIn.length)}`,
        weight: unclearIn.length,
      },
    ];
  });
}

/** Invariants that own incidents and near-misses violated or threatened and that nothing checks. */
function invariantItems(graph: Graph): NextItem[] {
  const { postmortems, catalogs } = graph.collection;
  const own = postmortems.filter(({ data }) => data.status === "published" && isOwn(data.account, graph));
  const violations = violationsOf(own);
  const kinds = new Map(own.map(({ id, data }) => [id, data.kind]));
  return catalogs.invariants.flatMap((invariant): NextItem[] => {
    const { violated = [], threatened = [] } = violations.get(invariant.id) ?? {};
    const weight = violated.length + threatened.length;
    if (weight === 0 || checksOf(invariant).length > 0) return [];
    const parts = [partOf("violated", violated, kinds), partOf("threatened", threatened, kinds)];
    return [
      {
        ...OF_CATALOG,
        kind: "invariant",
        id: invariant.id,
        title: invariant.title,
        owner: invariant.owner ?? null,
        due: null,
        state: "open",
        note: [...parts.flat(), "and nothing checks it"].join(", "),
        weight,
      },
    ];
  });
}

/** `violated in 2 incidents and 1 near-miss`, or nothing where there are none. */
function partOf(word: string, ids: readonly string[], kinds: ReadonlyMap<string, PostmortemData["kind"]>): string[] {
  const incidents = ids.filter((id) => kinds.get(id) === "incident").length;
  const nearMisses = ids.length - incidents;
  const counts = [
    ...(incidents > 0 ? [timesOf(incidents)] : []),
    ...(nearMisses > 0 ? [plural(nearMisses, "near-miss", "near-misses")] : []),
  ];
  return counts.length === 0 ? [] : [`${word} in ${counts.join(" and ")}`];
}

/** Entries of catalogs are the collection's own. */
const OF_CATALOG = { document: null, documentType: null, own: true } as const;

function ofDocument({ id, type, data }: AnyDocument, graph: Graph) {
  return { document: id, documentType: type, own: isOwn(data.account, graph) };
}

function isOwn(account: Account | undefined, { collection: { config } }: Graph): boolean {
  return (account ?? config.account ?? "own") === "own";
}

/** All but archived documents, by id. */
function documentsOf({ collection: { postmortems, drills } }: Graph): Map<string, AnyDocument> {
  const all: AnyDocument[] = [...postmortems, ...drills];
  return new Map(all.filter(({ data }) => data.status !== "archived").map((one) => [one.id, one]));
}

/** The published incidents and near-misses that had each kind of failure. */
function incidentsByKind({ collection: { postmortems } }: Graph): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, data } of postmortems) {
    if (data.status !== "published") continue;
    for (const { kind } of data.failure_kinds ?? []) found.set(kind, [...(found.get(kind) ?? []), id]);
  }
  return found;
}

/** The last day on which an interval is kept. */
function dueAfter(last: DrillRun | null, interval: number | null): string | null {
  return last === null || interval === null ? null : dayOf(last.held.at.to + interval);
}

function stateOfTest(kept: Due, due: string | null, now: string, soon: string): NextState | null {
  if (kept === null || kept === "never") return kept;
  return dueState(due, now, soon);
}

function lastDay(last: DrillRun | null): string {
  return last === null ? "a day that is not known" : dayOf(last.held.at.to);
}

function timesOf(n: number): string {
  return plural(n, "incident", "incidents");
}
