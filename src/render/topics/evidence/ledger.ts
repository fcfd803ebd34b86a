import { type GapCounts, isMissed, total } from "../../../measure/evidence-ledger.js";
import type { LedgerGap } from "../../../measure/ledger-gap.js";
import { quartilesOf } from "../../../measure/quartiles.js";
import { accountOf } from "../../../model/collection.js";
import { compareText } from "../../../model/diagnostic.js";
import { formatAge } from "../../kit/formats/format-age.js";
import { drawBar } from "../../shared/incident-dots.js";
import { incidentLinks } from "../../shared/incident-links.js";
import { manifestationCaveat, manifestationSentences } from "../../shared/manifestation-sentences.js";
import { PER_PAGE, pageOf } from "../../shared/paging.js";
import { gapKindPath } from "../../shared/paths.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { uncountedWords } from "../../shared/uncounted-documents.js";
import { MISSING_KIND } from "../../shared/words.js";
import { type GapEntry, gapEntry } from "./gap-entry.js";

/** How many entries a list of the overview shows; the rest is on the pages of the kinds. */
const MAX_LIST_ITEMS = 8;
const MAX_LATER_GAPS = 1;

interface KindRow {
  title: string;
  path: string;
  svg: string;
  missed: GapCounts;
  incidents: number;
  readers: number;
  /** The page on which the gaps of readers begin. */
  readersPath: string | null;
}

/** A list cut short, and how long it is as a whole. */
interface Cut<T> {
  items: T[];
  all: number;
  one: boolean;
  more: boolean;
}

/** The ledger of missing evidence: what was missing by kind, what became of it, and what it kept from being known. */
export function ledgerView(site: Site) {
  const ledger = site.measures.evidenceLedger;
  const counted = ledger.gaps.filter((gap) => gap.counted);
  const uncounted = ledger.gaps.filter((gap) => !gap.counted);
  const missed = newestFirst(counted.filter(isMissed));
  const readers = counted.filter((gap) => !isMissed(gap));
  const published = site.newestFirst.filter(({ data }) => data.status === "published" && data.kind === "incident");
  const kinds = kindRows(site);
  const closures = missed.filter(({ state }) => state !== "open").map((gap) => gapEntry(site, gap));
  const readersClosed = newestFirst(readers.filter(({ state }) => state !== "open"))
    .slice(0, MAX_LIST_ITEMS)
    .map((gap) => gapEntry(site, gap));
  const lost = newestFirst(counted.filter((gap) => gap.lost.length > 0)).map((gap) => gapEntry(site, gap));
  const [repeated, returned] = [repeatedRows(site), returnedRows(site)];
  const hasClosures = closures.length + readersClosed.length > 0;
  const third = published.filter((one) => accountOf(one, site.graph.collection.config) === "third-party").length;
  return {
    incidents: published.length,
    missed: { ...ledger.missed, all: missed.length, one: missed.length === 1 },
    readers: { all: readers.length, one: readers.length === 1 },
    uncounted: uncounted.length,
    uncountedOne: uncounted.length === 1,
    uncountedWords: uncountedWords(site, uncounted),
    thirdParty: third > 0,
    allThirdParty: third > 0 && third === published.length,
    kinds,
    // Columns without a number are left out.
    hasClosed: ledger.missed.closed > 0,
    hasProven: ledger.missed.proven > 0,
    hasReaders: readers.length > 0,
    age: ageOf(site, missed),
    manifestations: manifestationSentences(site.measures.loudAndSilent).map(({ manifestation, text, incidents }) => ({
      text,
      incidents: incidentLinks(site, incidents, `search/index.html?manifestation=${manifestation}&type=incident`),
    })),
    caveat: manifestationCaveat(site.measures.loudAndSilent),
    hasClosures,
    hasMore: hasClosures || lost.length + repeated.length + returned.length > 0,
    closed: cut(closures),
    readersClosed,
    lost: cut(lost),
    repeated: cut(repeated),
    returned: cut(returned),
  };
}

function kindRows(site: Site): KindRow[] {
  const most = Math.max(1, ...site.measures.evidenceLedger.kinds.map(({ missed }) => total(missed)));
  return site.measures.evidenceLedger.kinds.map(({ kind, missed, incidents, readers }) => ({
    title: MISSING_KIND[kind],
    path: gapKindPath(kind),
    svg: drawBar(total(missed) / most),
    missed,
    incidents: incidents.length,
    readers: total(readers),
    readersPath: total(readers) === 0 ? null : pageOf(gapKindPath(kind), total(missed), PER_PAGE),
  }));
}

/** How old open gaps are, of those whose day is known. */
function ageOf(site: Site, missed: readonly LedgerGap[]) {
  const aged = newestFirst(missed).filter(({ ageDays }) => ageDays !== null);
  const ages = quartilesOf(aged.map(({ ageDays }) => ({ from: ageDays ?? 0, to: ageDays ?? 0 })));
  const oldest = aged.at(-1);
  if (ages === null || oldest === undefined) return null;
  return {
    median: ages.median && formatAge(Math.round(ages.median.from)),
    n: aged.length,
    oldest: gapEntry(site, oldest),
  };
}

interface RepeatedRow {
  kind: NodeLink;
  service: NodeLink;
  incidents: number;
  gaps: number;
  days: { from: string; to: string } | null;
}

function repeatedRows(site: Site): RepeatedRow[] {
  return site.measures.evidenceLedger.repeated.map(({ kind, service, gaps }) => {
    const days = gaps.flatMap(({ day }) => day ?? []);
    const [from, to] = [days[0], days.at(-1)];
    return {
      kind: { title: MISSING_KIND[kind], path: gapKindPath(kind) },
      service: linkTo(site, "service", service),
      incidents: new Set(gaps.map(({ document }) => document)).size,
      gaps: gaps.length,
      days: from === undefined || to === undefined ? null : { from, to },
    };
  });
}

interface ReturnedRow {
  kind: NodeLink;
  service: NodeLink;
  closed: GapEntry;
  again: { gap: GapEntry; certain: boolean }[];
  /** Later gaps beyond those of `again`. */
  more: number;
}

function returnedRows(site: Site): ReturnedRow[] {
  return site.measures.evidenceLedger.returned.map(({ kind, service, closed, again }) => ({
    kind: { title: MISSING_KIND[kind], path: gapKindPath(kind) },
    service: linkTo(site, "service", service),
    closed: gapEntry(site, closed),
    again: again.slice(0, MAX_LATER_GAPS).map(({ gap, certain }) => ({ gap: gapEntry(site, gap), certain })),
    more: Math.max(0, again.length - MAX_LATER_GAPS),
  }));
}

/** The undated last; within a document the author's order. */
export function newestFirst(gaps: readonly LedgerGap[]): LedgerGap[] {
  return [...gaps].sort((a, b) => compareText(b.day ?? "", a.day ?? ""));
}

function cut<T>(items: readonly T[]): Cut<T> {
  return {
    items: items.slice(0, MAX_LIST_ITEMS),
    all: items.length,
    one: items.length === 1,
    more: items.length > MAX_LIST_ITEMS,
  };
}
