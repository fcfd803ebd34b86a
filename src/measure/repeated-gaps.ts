import { compareText } from "../model/diagnostic.js";
import { groupBy } from "../util/group-by.js";
import type { GapKind, LedgerGap } from "./ledger-gap.js";

/** Evidence of one kind that was missed in one service in more than one incident. */
export interface RepeatedGap {
  kind: GapKind;
  service: string;
  /** In the order of days. */
  gaps: readonly LedgerGap[];
}

/** Evidence of one kind that was missing in one service again, after a gap of that kind there had been closed. */
export interface ReturnedGap {
  kind: GapKind;
  service: string;
  /** The closed gap of the first incident that has one. */
  closed: LedgerGap;
  /** The gaps of later incidents, the first first. `certain`: the incident came after a day on which a closing was proven. */
  again: readonly { gap: LedgerGap; certain: boolean }[];
}

/** Gaps by kind and service. */
type GapPlaces = ReadonlyMap<string, RepeatedGap>;

/** Kinds and services with gaps in more than one incident, those with the most incidents first. */
export function repeatedOf(places: GapPlaces): RepeatedGap[] {
  const counted = [...places.values()].map((place) => ({
    place,
    incidents: new Set(place.gaps.map(({ document }) => document)).size,
  }));
  return counted
    .filter(({ incidents }) => incidents > 1)
    .sort((a, b) => b.incidents - a.incidents || comparePlaces(a.place, b.place))
    .map(({ place }) => place);
}

export function returnedOf(places: GapPlaces): ReturnedGap[] {
  return [...places.values()].sort(comparePlaces).flatMap(({ kind, service, gaps }): ReturnedGap[] => {
    const closed = gaps.find(({ day, state }) => day !== null && state !== "open");
    if (closed === undefined) return [];
    const proven = gaps.flatMap(({ provenOn }) => provenOn ?? []).sort(compareText)[0];
    const again = gaps
      .filter(({ day, document }) => (day ?? "") > (closed.day ?? "") && document !== closed.document)
      .map((gap) => ({ gap, certain: proven !== undefined && (gap.day ?? "") > proven }));
    return again.length === 0 ? [] : [{ kind, service, closed, again }];
  });
}

/** Gaps by their kind and service, the oldest first. */
export function byPlace(gaps: readonly LedgerGap[]): GapPlaces {
  const pairs = gaps.flatMap((gap) => gap.services.map((service) => ({ service, gap })));
  const groups = groupBy(pairs, ({ service, gap }) => `${gap.gap.kind} ${service}`);
  return new Map(
    [...groups].flatMap(([key, group]) => {
      const first = group[0];
      if (first === undefined) return [];
      const sorted = group.map(({ gap }) => gap).sort((a, b) => compareText(a.day ?? "9", b.day ?? "9"));
      return [[key, { kind: first.gap.gap.kind, service: first.service, gaps: sorted }] as const];
    }),
  );
}

function comparePlaces(a: RepeatedGap, b: RepeatedGap): number {
  return compareText(a.service, b.service) || compareText(a.kind, b.kind);
}
