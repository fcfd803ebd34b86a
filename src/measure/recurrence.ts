import { listOf } from "../model/blank.js";
import { dayOfId, type Postmortem } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph, NodeRef } from "../model/graph.js";
import { groupBy } from "../model/group-by.js";
import type { UnclearContract, ViolatedInvariant } from "../model/schema-types.js";
import { countedOf } from "./counted.js";
import { daysBetween, epochDay } from "./days-between.js";
import { chainsOf } from "./recurrence-chains.js";

/** How large a share of the candidates shown may be there by chance alone, on average. */
const FALSE_SHARE = 0.1;

/** Why a pair may be a recurrence. */
interface CandidateReason {
  /** What both have: `contract:x`, `invariant:x`, `kind:class/x`. */
  same: NodeRef;
  /** The group of services in which both have it: `organisation`, or `organisation / team`. */
  group: string;
  /** How many published incidents of the group have it. */
  n: number;
  /** How often, by chance, two neighbours among them would be as near as these: from 0 to 1. */
  chance: number;
}

/** Two incidents that nobody declared to be one recurring, and that lie nearer than chance would put them. */
export interface RecurrenceCandidate {
  earlier: string;
  later: string;
  days: number;
  /** The least likely first. */
  reasons: readonly CandidateReason[];
}

/** One declared recurrence, of published incidents. */
interface DeclaredRecurrence {
  later: string;
  earlier: string;
  same: readonly string[];
  days: number | null;
}

export interface Recurrences {
  /** In the order of the later incident. */
  declared: readonly DeclaredRecurrence[];
  /** Incidents that declared recurrences hold together, the oldest first; the longest chain first. */
  chains: readonly (readonly string[])[];
  /** The newest first. None of them is declared, and none joins a chain. */
  candidates: readonly RecurrenceCandidate[];
  /** How many neighbours were looked at. */
  tested: number;
  falseShare: number;
}

/**
 * Declared recurrences, and candidates that nobody declared. Candidates are neighbours in time among
 * the published incidents of one service group (a team, else an organisation) that share an invariant, a contract or a
 * kind. By chance, with n such incidents anywhere within the T days since the first of the collection, a gap of at most g
 * days between neighbours has the probability 1 − (1 − g/T)ⁿ (spacings of uniform points). So many gaps are looked at
 * that some are short by chance: those are shown whose probability passes the procedure of Y. Benjamini and Y. Hochberg
 * (1995) at a false discovery rate of 0.1.
 *
 * @param counts which of the incidents to tell of; neighbours and chance are those of the whole graph
 */
export function recurrences(graph: Graph, now: string, counts: (id: string) => boolean = () => true): Recurrences {
  const counted = countedOf(graph);
  const published = new Set(counted.map(({ id }) => id));
  const declared = counted.flatMap(({ id, data }) =>
    (data.recurrence_of ?? [])
      .filter(({ incident }) => published.has(incident) && incident !== id)
      .map((one) => ({ later: id, earlier: one.incident, same: one.same ?? [], days: daysApart(one.incident, id) })),
  );
  const chainOf = chainsOf(declared);
  const tests = testsOf(graph, counted, now, (a, b) => chainOf.has(a) && chainOf.get(a) === chainOf.get(b));
  const isTold = (one: { earlier: string; later: string }) => counts(one.earlier) || counts(one.later);
  return {
    declared: declared
      .filter(isTold)
      .sort((a, b) => compareText(a.later, b.later) || compareText(a.earlier, b.earlier)),
    chains: [...new Set(chainOf.values())]
      .map((chain) => [...chain].sort(compareText))
      .filter((chain) => chain.some(counts))
      .sort((a, b) => b.length - a.length || compareText(a[0] ?? "", b[0] ?? "")),
    candidates: candidatesOf(discoveries(tests)).filter(isTold),
    tested: tests.filter(isTold).length,
    falseShare: FALSE_SHARE,
  };
}

function daysApart(earlier: string, later: string): number | null {
  const [from, to] = [dayOfId(earlier), dayOfId(later)];
  return from === null || to === null ? null : daysBetween(from, to);
}

interface Test extends CandidateReason {
  earlier: string;
  later: string;
  days: number;
}

function testsOf(
  graph: Graph,
  counted: readonly Postmortem[],
  now: string,
  isDeclared: (a: string, b: string) => boolean,
): Test[] {
  const dated = counted
    .flatMap((postmortem) => {
      const day = dayOfId(postmortem.id);
      return day === null ? [] : [{ day: epochDay(day), postmortem }];
    })
    .sort((a, b) => compareText(a.postmortem.id, b.postmortem.id));
  const first = dated[0]?.day;
  if (first === undefined) return [];
  const last = dated.at(-1)?.day ?? first;
  const stretch = Math.max(last, epochDay(now)) - first + 1;
  const groups = serviceGroups(graph);
  const sharing = new Map<string, Map<NodeRef, Dated[]>>();
  for (const one of dated) {
    const attributes = attributesOf(one.postmortem);
    for (const group of groupsOf(one.postmortem, groups)) {
      const ofGroup = sharing.get(group) ?? new Map<NodeRef, Dated[]>();
      sharing.set(group, ofGroup);
      for (const same of attributes) {
        const others = ofGroup.get(same);
        if (others) others.push(one);
        else ofGroup.set(same, [one]);
      }
    }
  }
  const oneEvent = sameEvents(counted);
  const tests: Test[] = [];
  for (const [group, ofGroup] of sharing)
    for (const [same, of] of ofGroup)
      for (const [at, { day, postmortem }] of of.entries()) {
        const before = of[at - 1];
        if (before === undefined) continue;
        const [earlier, later] = [before.postmortem.id, postmortem.id];
        if (isDeclared(earlier, later) || oneEvent.get(earlier)?.has(later)) continue;
        const days = day - before.day;
        const chance = 1 - Math.max(0, 1 - (days + 1) / stretch) ** of.length;
        tests.push({ earlier, later, days, same, group, n: of.length, chance });
      }
  return tests;
}

/** A postmortem with its day, in days since the epoch. */
interface Dated {
  day: number;
  postmortem: Postmortem;
}

/** The tests that pass at the false discovery rate. */
function discoveries(tests: readonly Test[]): Test[] {
  const sorted = [...tests].sort((a, b) => a.chance - b.chance);
  let passing = 0;
  sorted.forEach(({ chance }, at) => {
    if (chance <= (FALSE_SHARE * (at + 1)) / sorted.length) passing = at + 1;
  });
  return sorted.slice(0, passing);
}

function candidatesOf(found: readonly Test[]): RecurrenceCandidate[] {
  return [...groupBy(found, ({ earlier, later }) => `${later} ${earlier}`).values()]
    .flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const reasons = of
        .map(({ same, group, n, chance }) => ({ same, group, n, chance }))
        .sort((a, b) => a.chance - b.chance || compareText(a.same, b.same) || compareText(a.group, b.group));
      return [{ earlier: first.earlier, later: first.later, days: first.days, reasons }];
    })
    .sort((a, b) => compareText(b.later, a.later) || compareText(b.earlier, a.earlier));
}

/** A team of an organisation where the catalog names one, else the organisation. */
function serviceGroups({ collection }: Graph): Map<string, string> {
  return new Map(
    collection.catalogs.services.map(({ id, organisation, team }) => [
      id,
      team === undefined ? organisation : `${organisation} / ${team}`,
    ]),
  );
}

/** A service that is not in the catalog is in no group. */
function groupsOf({ data }: Postmortem, groups: ReadonlyMap<string, string>): Set<string> {
  return new Set((data.services ?? []).flatMap(({ service }) => groups.get(service) ?? []));
}

function attributesOf({ data }: Postmortem): NodeRef[] {
  return [
    ...new Set<NodeRef>([
      ...listOf<UnclearContract>(data.unclear_contracts).map(({ contract }): NodeRef => `contract:${contract}`),
      ...listOf<ViolatedInvariant>(data.violated_invariants).map(({ invariant }): NodeRef => `invariant:${invariant}`),
      ...(data.failure_kinds ?? []).map(({ kind }): NodeRef => `kind:${kind}`),
    ]),
  ];
}

/** The pairs that are accounts of one event, which are near by their nature: of an incident, those that say so or of which it says so. */
function sameEvents(counted: readonly Postmortem[]): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>();
  const add = (one: string, other: string) => pairs.set(one, (pairs.get(one) ?? new Set()).add(other));
  for (const { id, data } of counted)
    for (const { incident, relation } of data.related ?? [])
      if (incident !== undefined && relation === "same-event") {
        add(id, incident);
        add(incident, id);
      }
  return pairs;
}
