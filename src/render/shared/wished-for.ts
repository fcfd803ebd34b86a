import { isMissed } from "../../measure/evidence-ledger.js";
import type { LedgerGap } from "../../measure/ledger-gap.js";
import { compareText } from "../../model/diagnostic.js";
import { groupBy } from "../../util/group-by.js";
import { formatMonth } from "../kit/formats/format-time.js";
import { organisationsOf } from "./incident-row.js";
import { memoBySite } from "./memo-by-site.js";
import { gapKindPath, nodePath } from "./paths.js";
import type { NodeLink, Site } from "./site-model.js";
import { GAP_STATE, MISSING_KIND } from "./words.js";

/** How many gaps of a theme are open at first, and how many a page lists at all. */
const MAX_OPEN = 3;
const MAX_LISTED = 12;

/** One thing that responders or reviewers lacked. */
interface WishedGap {
  what: string;
  /** The incident, at the gap. */
  path: string | null;
  /** `GitHub, May 2026`. */
  from: string;
  /** What became of it, where that is more than open. */
  closed: string | null;
  /** Of an account of our own: only there is a closure a matter of colour. */
  isOwn: boolean;
}

interface WishedTheme {
  link: NodeLink;
  /** What the theme means; null for gaps without one, which stand under the kind of evidence. */
  text: string | null;
  gaps: number;
  incidents: number;
  first: WishedGap[];
  rest: WishedGap[];
  /** How many more the page of the theme has. */
  more: number;
}

/** What those who responded to some incidents, or looked back on them, wished they had had. */
export interface WishedFor {
  gaps: number;
  incidents: number;
  /** How many of the gaps are closed. */
  closed: number;
  /** The theme with most gaps first. */
  themes: WishedTheme[];
}

/**
 * The missing evidence of published incidents by theme; what has no theme stands under its kind of evidence.
 * @param incidents the ids of the incidents; null for all
 * @returns null where nothing was missing
 */
export function wishedFor(site: Site, incidents: Iterable<string> | null): WishedFor | null {
  const byIncident = gapsByIncident(site, "");
  const gaps = [...(incidents === null ? byIncident.keys() : new Set(incidents))]
    .flatMap((id) => byIncident.get(id) ?? [])
    .sort((a, b) => compareText(b.day ?? "", a.day ?? "") || compareText(a.document, b.document));
  if (gaps.length === 0) return null;
  const groups = groupBy(gaps, ({ gap }) =>
    gap.theme !== undefined && site.graph.nodes.has(`theme:${gap.theme}`) ? `theme:${gap.theme}` : gap.kind,
  );
  return {
    gaps: gaps.length,
    incidents: incidentsOf(gaps),
    closed: gaps.filter(({ state }) => state !== "open").length,
    themes: [...groups]
      .map(([key, of]) => themeOf(site, key, of))
      .sort((a, b) => Number(a.text === null) - Number(b.text === null) || b.gaps - a.gaps),
  };
}

const gapsByIncident = memoBySite(
  ({ measures }, _key): ReadonlyMap<string, LedgerGap[]> =>
    groupBy(
      measures.evidenceLedger.gaps.filter((gap) => gap.counted && isMissed(gap)),
      ({ document }) => document,
    ),
);

/** @param key `theme:` and its id, or a kind of evidence */
function themeOf(site: Site, key: string, gaps: readonly LedgerGap[]): WishedTheme {
  const theme = site.graph.collection.catalogs.themes.find(({ id }) => key === `theme:${id}`);
  const kind = gaps[0]?.gap.kind ?? "log";
  const listed = gaps.slice(0, MAX_LISTED).map((gap) => gapOf(site, gap));
  return {
    link: theme
      ? { title: theme.title, path: nodePath(site.graph, `theme:${theme.id}`) }
      : { title: MISSING_KIND[kind], path: gapKindPath(kind) },
    text: theme?.description ?? null,
    gaps: gaps.length,
    incidents: incidentsOf(gaps),
    first: listed.slice(0, MAX_OPEN),
    rest: listed.slice(MAX_OPEN),
    more: gaps.length - listed.length,
  };
}

function gapOf(site: Site, { document, gap, state, day, account }: LedgerGap): WishedGap {
  const postmortem = site.postmortems.get(document);
  const organisation = postmortem ? organisationsOf(site, postmortem)[0] : undefined;
  const path = nodePath(site.graph, `incident:${document}`);
  return {
    what: gap.what,
    path: path && `${path}#missing-${gap.id}`,
    from: [organisation, day && formatMonth(day)].filter(Boolean).join(", ") || (postmortem?.data.title ?? document),
    closed: state === "open" ? null : GAP_STATE[state],
    isOwn: account === "own",
  };
}

function incidentsOf(gaps: readonly LedgerGap[]): number {
  return new Set(gaps.map(({ document }) => document)).size;
}
