import type { Postmortem } from "../../../model/collection.js";
import { isOpenGap } from "../../../model/gap-closure.js";
import type { EdgeType } from "../../../model/graph.js";
import { WITHHELD, WITHHELD_TEXT } from "../../../model/kinds.js";
import type {
  MissingEvidence,
  PostmortemData,
  UnclearContract,
  ViolatedInvariant,
} from "../../../model/schema-types.js";
import { isStated, type Stated } from "../../../model/stated.js";
import { isBlank, listOf } from "../../../model/values/blank.js";
import { isThreatened } from "../../../model/violations.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { isThirdParty, organisationsOf } from "../../shared/incident-row.js";
import { meaningOf } from "../../shared/meaning.js";
import { countedIds } from "../../shared/referrers.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { type DetectionAnswer, detectionAnswer } from "./detection-answer.js";

/** One of several things that an answer names. */
interface Named {
  /** The entry of the catalog; what is stated in place is shown as text. */
  link: NodeLink;
  /** Whether it is in no other incident: stated in place, or withheld. */
  alone: boolean;
  /** The id of its element, where other entries may link to it. */
  anchor: string | null;
  /** What the invariant states or the contract promises; null for what is stated in place. */
  meaning: string | null;
  /** The statement of the author: how it was violated, what was unclear. */
  statement: string;
  /** A special state: threatened, clarified. Null for none. */
  note: string | null;
  /** Other published incidents that violated the same invariant, or in which the same contract lacked clarity. */
  others: number;
  cites: Cite[];
}

/** An answer that is a list, a blank, or (both empty) not given yet. */
interface ListAnswer<T> {
  blank: BlankView | null;
  items: T[];
  /** The first of the items, and those that unfold: the four answers are to be seen at a glance. */
  first: T | null;
  rest: T[];
}

interface EvidenceAnswer extends ListAnswer<{ id: string; what: string; open: boolean; cites: Cite[] }> {
  /** Gaps of responders and reviewers, and how many of them are closed. */
  total: number;
  closed: number;
  /** Gaps that only readers of a third-party record have. */
  readers: number;
}

/** The four answers of a postmortem. */
export interface Answers {
  invariants: ListAnswer<Named>;
  detection: DetectionAnswer;
  contracts: ListAnswer<Named>;
  evidence: EvidenceAnswer;
}

export function answersOf(site: Site, postmortem: Postmortem): Answers {
  const { data } = postmortem;
  return {
    invariants: listAnswer(
      data.violated_invariants,
      listOf<ViolatedInvariant>(data.violated_invariants).map((entry) => ({
        ...named(site, postmortem, "invariant", entry.invariant),
        statement: statementOf(entry.how),
        note: isThreatened(entry.state) ? "threatened, not violated" : null,
        cites: citesOf(postmortem, entry.cites),
      })),
    ),
    detection: detectionAnswer(site, postmortem),
    contracts: listAnswer(
      data.unclear_contracts,
      listOf<UnclearContract>(data.unclear_contracts).map((entry) => ({
        ...named(site, postmortem, "contract", entry.contract),
        statement: statementOf(entry.gap),
        note: contractNote(site, postmortem, entry),
        cites: citesOf(postmortem, entry.cites),
      })),
    ),
    evidence: evidenceAnswer(postmortem),
  };
}

const EDGES = { invariant: "violates", contract: "misreads" } as const;

function named(
  site: Site,
  postmortem: Postmortem,
  kind: keyof typeof EDGES,
  value: string | Stated,
): Pick<Named, "link" | "alone" | "anchor" | "meaning" | "others"> {
  const inNoOther = { alone: true, meaning: null, others: 0 };
  if (value === WITHHELD) return { link: { title: WITHHELD_TEXT, path: null }, anchor: null, ...inNoOther };
  if (!isStated(value))
    return {
      link: linkTo(site, kind, value),
      meaning: meaningOf(site, kind, value),
      alone: false,
      anchor: null,
      others: otherReferrers(site, postmortem, `${kind}:${value}`, EDGES[kind]),
    };
  const anchor = value.id === undefined ? null : `${kind}-${value.id}`;
  return { link: { title: value.statement, path: null }, anchor, ...inNoOther };
}

function statementOf(text: string): string {
  return text === WITHHELD_TEXT ? "What it is about is internal" : text;
}

function contractNote(site: Site, postmortem: Postmortem, { contract }: UnclearContract): string | null {
  if (isStated(contract)) return partiesOf(contract.parties);
  return contract === WITHHELD ? null : clarifiedNote(site, postmortem, contract);
}

function partiesOf(parties: readonly string[] | undefined): string | null {
  return parties === undefined ? null : `between ${parties.slice(0, -1).join(", ")} and ${parties.at(-1)}`;
}

function listAnswer<T>(value: unknown, items: T[]): ListAnswer<T> {
  return { blank: blankOf(value), items, first: items[0] ?? null, rest: items.slice(1) };
}

function evidenceAnswer(postmortem: Postmortem): EvidenceAnswer {
  const all = listOf<MissingEvidence>(postmortem.data.missing_evidence);
  const readers = all.filter((gap) => gap.missing_to === "readers");
  // Readers' gaps concern the record and not the incident, so they are shown only if there are no others.
  const own = all.filter((gap) => gap.missing_to !== "readers");
  const shown = own.length > 0 ? own : readers;
  const items = shown.map((gap) => ({
    id: gap.id,
    what: gap.what,
    open: isOpenGap(gap),
    cites: citesOf(postmortem, gap.cites),
  }));
  return {
    ...listAnswer(postmortem.data.missing_evidence, items),
    total: own.length,
    closed: own.filter((gap) => !isOpenGap(gap)).length,
    readers: readers.length,
  };
}

/** Whether a contract was clarified. Omitted for third parties, who seldom publish it. */
function clarifiedNote(site: Site, postmortem: Postmortem, id: string): string | null {
  const contract = site.graph.collection.catalogs.contracts.find((one) => one.id === id);
  const organisations = organisationsOf(site, postmortem);
  const clarified = contract?.clarified?.some(
    ({ organisation }) => organisation === undefined || organisations.includes(organisation),
  );
  if (clarified) return "clarified since";
  return isThirdParty(site, postmortem) ? null : "not yet clarified";
}

function otherReferrers(
  site: Site,
  { id }: Postmortem,
  ref: `${"invariant" | "contract"}:${string}`,
  type: EdgeType,
): number {
  const referrers = countedIds(site, ref, type);
  return referrers.size - (referrers.has(id) ? 1 : 0);
}

function blankOf(value: unknown): BlankView | null {
  return isBlank(value) ? blankView(value) : null;
}

/** The headings of the four answers: as the collection names their sections, else the default ones. */
export function answerHeadings(
  site: Site,
  { kind }: PostmortemData,
): Record<"invariant" | "detection" | "contract" | "evidence", string> {
  const sections = site.graph.collection.config.sections ?? {};
  return {
    invariant:
      sections.invariant ?? (kind === "near-miss" ? "Which invariant was threatened" : "Which invariant was violated"),
    detection: sections.detection ?? "Why detection was delayed",
    contract: sections.contract ?? "Which contract lacked clarity",
    evidence: sections.evidence ?? "What evidence was missing",
  };
}
