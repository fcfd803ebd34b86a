import type { GapState, LedgerGap } from "../../../measure/ledger-gap.js";
import type { LostAnswer } from "../../../measure/lost-answers.js";
import type { NodeKind } from "../../../model/kinds.js";
import { formatAge } from "../../kit/formats/format-age.js";
import { addressOf } from "../../shared/document-evidence.js";
import { organisationsOf } from "../../shared/incident-row.js";
import { gapKindPath } from "../../shared/paths.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { GAP_STATE, judgementView, MISSING_KIND, MISSING_TO } from "../../shared/words.js";
import { LOST_FIELD } from "./evidence-words.js";

/** A gap of the ledger in a list anywhere on the site. */
export interface GapEntry {
  what: string;
  neededFor: string;
  kind: { title: string; path: string };
  theme: NodeLink | null;
  missingTo: string;
  /** Said in lists where responders are the rule. */
  byReviewers: boolean;
  state: GapState;
  words: string;
  isClosed: boolean;
  /** Of an account of our own: only there is a state a matter of colour. */
  isOwn: boolean;
  /** How long it has been open, in words. */
  age: string | null;
  day: string | null;
  /** The document, at the gap. */
  document: NodeLink;
  isDrill: boolean;
  organisations: readonly string[];
  artifact: string | null;
  tracker: { text: string; href: string | null } | null;
  provenBy: NodeLink | null;
  /** What somebody else found when they looked at the closure. */
  judged: { as: string; by: string; on: string } | null;
  lost: LostAnswer[];
}

export function gapEntry(site: Site, row: LedgerGap): GapEntry {
  const { gap, document, type, state, day, ageDays } = row;
  const { artifact, tracker, proven_by } = gap.closed_by ?? {};
  const postmortem = type === "postmortem" ? site.postmortems.get(document) : undefined;
  return {
    what: gap.what,
    neededFor: gap.needed_for,
    kind: { title: MISSING_KIND[gap.kind], path: gapKindPath(gap.kind) },
    theme: gap.theme === undefined ? null : linkTo(site, "theme", gap.theme),
    missingTo: MISSING_TO[row.missedBy],
    byReviewers: row.missedBy === "reviewers",
    state,
    words: GAP_STATE[state],
    isClosed: state !== "open",
    isOwn: row.account === "own",
    age: ageDays === null ? null : formatAge(ageDays),
    day,
    document: gapLink(site, row),
    isDrill: type === "drill",
    organisations: postmortem ? organisationsOf(site, postmortem) : [],
    artifact: artifact ?? null,
    tracker: addressOf(tracker),
    provenBy: proven_by === undefined ? null : provenLink(site, proven_by),
    judged: judgementView(gap.closed_by),
    lost: row.lost.map(({ field, reason }) => ({ field: lostField(field), reason })),
  };
}

/** The document of a gap, at the gap. */
function gapLink(site: Site, { document, type, gap }: LedgerGap): NodeLink {
  const link = linkTo(site, type === "drill" ? "drill" : "incident", document);
  return { title: link.title, path: link.path && `${link.path}#missing-${gap.id}` };
}

function provenLink(site: Site, reference: string): NodeLink {
  const colon = reference.indexOf(":");
  return linkTo(site, reference.slice(0, colon) as NodeKind, reference.slice(colon + 1));
}

function lostField(field: string): string {
  return LOST_FIELD[field] ?? LOST_FIELD[field.split(".")[0] ?? ""] ?? field;
}
