import { isMissed, type KindLedger, total } from "../../../measure/evidence-ledger.js";
import type { LedgerGap } from "../../../measure/ledger-gap.js";
import { thousands } from "../../kit/formats/format-duration.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import { gapKindPath } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";
import { uncountedWords } from "../../shared/uncounted-documents.js";
import { EVIDENCE_KIND } from "./evidence-words.js";
import { type GapEntry, gapEntry } from "./gap-entry.js";
import { newestFirst } from "./ledger.js";

type Part = "missed" | "readers" | "apart";

/** Gaps that belong together, under one heading. */
interface Section {
  part: Part;
  title: string;
  note: string;
  /** Whether the section began on the page before. */
  continued: boolean;
  /** Whether it is shown closed: what is no gap of responders stands back where there is one. */
  folded: boolean;
  gaps: GapEntry[];
}

const PARTS: readonly Part[] = ["missed", "readers", "apart"];

/** The heading of each part, with the number of gaps on all pages. */
const WORDS: Readonly<Record<Part, (all: number, apart: string) => { title: string; note: string }>> = {
  missed: (all) => ({
    title: `${gapsOf(all)} of responders and reviewers`,
    note: "Of published incidents, the newest first.",
  }),
  readers: (all) => ({
    title: `${gapsOf(all)} of readers`,
    note: "What readers of a record miss. It says something about the record, and nothing about what responders had.",
  }),
  apart: (all, sorts) => ({
    title: `${gapsOf(all)} of ${sorts}`,
    note: "Shown apart; they are in no count.",
  }),
};

function gapsOf(all: number): string {
  return `${thousands(all)} ${all === 1 ? "gap" : "gaps"}`;
}

/** `/evidence/<kind>/`: every gap of one kind of evidence. */
export const evidenceKindPages: PageKind = {
  template: "evidence/evidence-kind",
  folder: "evidence",
  pages: (site) => {
    const byKind = new Map<string, LedgerGap[]>();
    for (const gap of newestFirst(site.measures.evidenceLedger.gaps)) {
      const group = byKind.get(gap.gap.kind);
      if (group) group.push(gap);
      else byKind.set(gap.gap.kind, [gap]);
    }
    return [...byKind.keys()].sort().flatMap((kind) => kindPages(site, byKind.get(kind) ?? []));
  },
};

function kindPages(site: Site, gaps: readonly LedgerGap[]): Page[] {
  const kind = gaps[0]?.gap.kind;
  if (kind === undefined) return [];
  const { plural, text } = EVIDENCE_KIND[kind];
  const title = `Missing ${plural}`;
  const ledger = site.measures.evidenceLedger.kinds.find((one) => one.kind === kind) ?? nothing(kind);
  const parts = PARTS.map((part) => {
    const all = gaps.filter((gap) => partOf(gap) === part);
    return { part, all, ...WORDS[part](all.length, uncountedWords(site, all)) };
  });
  const ordered = parts.flatMap(({ all }) => all);
  return paged(gapKindPath(kind), ordered, PER_PAGE).map(({ path, items, pager }) => ({
    path,
    title: pageTitle(title, pager),
    description: `${title}: ${text} Every incident in which they were missing, and what became of the gap.`,
    section: "blind-spots",
    model: {
      text,
      missed: { ...ledger.missed, all: total(ledger.missed) },
      incidents: ledger.incidents.length,
      sections: sectionsOf(site, parts, items),
      pager,
    },
  }));
}

type PartOfAll = Pick<Section, "part" | "title" | "note"> & { all: readonly LedgerGap[] };

function sectionsOf(site: Site, parts: readonly PartOfAll[], items: readonly LedgerGap[]): Section[] {
  const first = items[0] && partOf(items[0]);
  return parts.flatMap(({ part, title, note, all }): Section[] => {
    const of = items.filter((gap) => partOf(gap) === part);
    if (of.length === 0) return [];
    const gaps = of.map((gap) => gapEntry(site, gap));
    return [{ part, title, note, folded: part !== first, continued: of[0] !== all[0], gaps }];
  });
}

function partOf(gap: LedgerGap): Part {
  if (!gap.counted) return "apart";
  return isMissed(gap) ? "missed" : "readers";
}

function nothing(kind: KindLedger["kind"]): KindLedger {
  const none = { open: 0, closed: 0, proven: 0 };
  return { kind, missed: none, incidents: [], readers: none };
}
