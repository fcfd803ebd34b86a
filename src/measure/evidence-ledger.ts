import { type AnyDocument, accountOf, type Drill, dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { isOpenGap } from "../model/gap-closure.js";
import type { Graph, NodeRef } from "../model/graph.js";
import { heldAt } from "../model/held.js";
import type { MissingEvidence } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import { dayOf } from "../model/values/time.js";
import { groupBy } from "../util/group-by.js";
import { count, day, defined, described, flag, list, oneOf, orNull, record, type TypeOf, text } from "../util/shape.js";
import { isCounted } from "./counted.js";
import { daysBetween } from "./days-between.js";
import type { GapKind, GapState, LedgerGap } from "./ledger-gap.js";
import { type LostAnswer, lostAnswers } from "./lost-answers.js";
import { documentId, incidentIds } from "./public-values.js";
import { byPlace, type RepeatedGap, type ReturnedGap, repeatedOf, returnedOf } from "./repeated-gaps.js";

/** Numbers of gaps by state. */
export interface GapCounts {
  open: number;
  closed: number;
  proven: number;
}

/** The ledger of one kind of evidence, over published incidents. */
export interface KindLedger {
  kind: GapKind;
  /** What responders and reviewers missed. */
  missed: GapCounts;
  /** The ids of the incidents in which they missed it. */
  incidents: readonly string[];
  /** What only readers of the record miss. */
  readers: GapCounts;
}

/** The gaps of one theme of the catalog, over published incidents. */
interface ThemeLedger {
  /** The id of the theme; null for gaps without one. */
  theme: string | null;
  /** What responders and reviewers missed. */
  missed: GapCounts;
  /** The ids of the incidents in which they missed it. */
  incidents: readonly string[];
}

export interface EvidenceLedger {
  /** Every gap of every document, in the order of the collection. */
  gaps: readonly LedgerGap[];
  /** The kinds that occur in published incidents, what responders and reviewers missed most first. */
  kinds: readonly KindLedger[];
  /** What responders and reviewers of published incidents missed, and what readers of their records do. */
  missed: GapCounts;
  readers: GapCounts;
  /** The themes that occur, in the most incidents first; gaps without a theme last. */
  themes: readonly ThemeLedger[];
  repeated: readonly RepeatedGap[];
  returned: readonly ReturnedGap[];
}

/**
 * What evidence was missing, to whom, and what closed the gap. Figures count published incidents; what only readers of a
 * record miss is never counted among what was missed.
 */
export function evidenceLedger(graph: Graph, now: string): EvidenceLedger {
  const { postmortems, drills } = graph.collection;
  const proofs = new Map(drills.map((drill) => [drill.id, drill]));
  // Only documents with such an edge are searched for lost answers: the search reads the whole document.
  const losing = new Set<NodeRef>();
  for (const { type, to } of graph.edges) if (type === "lacks") losing.add(to);
  const gaps = [...postmortems, ...drills].flatMap((document) => gapsOf(document, graph, proofs, losing, now));
  const counted = gaps.filter((gap) => gap.counted);
  const missed = counted.filter(isMissed);
  const places = byPlace(missed);
  return {
    gaps,
    kinds: kindsOf(counted),
    missed: countStates(missed),
    readers: countStates(counted.filter((gap) => !isMissed(gap))),
    themes: themesOf(missed),
    repeated: repeatedOf(places),
    returned: returnedOf(places),
  };
}

/** Whether responders or reviewers missed the evidence, and not only readers of the record. */
export function isMissed({ missedBy }: LedgerGap): boolean {
  return missedBy !== "readers";
}

function countStates(gaps: readonly LedgerGap[]): GapCounts {
  const counts: GapCounts = { open: 0, closed: 0, proven: 0 };
  for (const { state } of gaps) counts[state] += 1;
  return counts;
}

function gapsOf(
  document: AnyDocument,
  graph: Graph,
  proofs: ReadonlyMap<string, Drill>,
  losing: ReadonlySet<NodeRef>,
  now: string,
): LedgerGap[] {
  const entries = listOf<MissingEvidence>(document.data.missing_evidence);
  if (entries.length === 0) return [];
  const day = dayOfId(document.id);
  const self: NodeRef = document.type === "drill" ? `drill:${document.id}` : `incident:${document.id}`;
  const lost: ReadonlyMap<string, LostAnswer[]> = losing.has(self) ? lostAnswers(document.data) : new Map();
  const shared = {
    document: document.id,
    type: document.type,
    account: accountOf(document, graph.collection.config),
    counted: document.type === "postmortem" && isCounted(document),
    day,
    services: servicesOf(document),
  };
  return entries.map((gap) => {
    const state = stateOf(gap);
    return {
      ...shared,
      gap,
      missedBy: gap.missing_to ?? "responders",
      state,
      ageDays: state === "open" && day !== null ? daysBetween(day, now) : null,
      provenOn: provenOn(gap, proofs),
      lost: lost.get(gap.id) ?? [],
    };
  });
}

function stateOf(gap: MissingEvidence): GapState {
  if (isOpenGap(gap)) return "open";
  return gap.closed_by?.proven_by === undefined ? "closed" : "proven";
}

/** The last day of the drill, or the day of the incident, that proved it. */
function provenOn(gap: MissingEvidence, proofs: ReadonlyMap<string, Drill>): string | null {
  const [type, id = ""] = gap.closed_by?.proven_by?.split(":") ?? [];
  if (isOpenGap(gap) || (type !== "drill" && type !== "incident")) return null;
  const drill = type === "drill" ? proofs.get(id) : undefined;
  const held = drill && heldAt(drill);
  return held ? dayOf(held.at.to) : dayOfId(id);
}

function servicesOf({ type, data }: AnyDocument): string[] {
  if (type === "drill") return [...new Set(data.services)];
  const services = data.services ?? [];
  const origin = services.filter(({ role }) => role === "origin");
  return [...new Set((origin.length > 0 ? origin : services).map(({ service }) => service))];
}

function kindsOf(counted: readonly LedgerGap[]): KindLedger[] {
  return [...groupBy(counted, ({ gap }) => gap.kind)]
    .map(([kind, gaps]): KindLedger => {
      const missed = gaps.filter(isMissed);
      return {
        kind,
        missed: countStates(missed),
        incidents: [...new Set(missed.map(({ document }) => document))],
        readers: countStates(gaps.filter((gap) => !isMissed(gap))),
      };
    })
    .sort(
      (a, b) => total(b.missed) - total(a.missed) || total(b.readers) - total(a.readers) || compareText(a.kind, b.kind),
    );
}

function themesOf(missed: readonly LedgerGap[]): ThemeLedger[] {
  return [...groupBy(missed, ({ gap }) => gap.theme ?? null)]
    .map(([theme, gaps]) => ({
      theme,
      missed: countStates(gaps),
      incidents: [...new Set(gaps.map(({ document }) => document))],
    }))
    .sort(
      (a, b) =>
        Number(a.theme === null) - Number(b.theme === null) ||
        b.incidents.length - a.incidents.length ||
        compareText(a.theme ?? "", b.theme ?? ""),
    );
}

export function total({ open, closed, proven }: GapCounts): number {
  return open + closed + proven;
}

const kindShape = oneOf(
  ["log", "metric", "trace", "audit", "snapshot", "config", "message", "account", "inventory", "test"],
  "The kind of evidence",
);
const gapFields = { document: documentId, gap: text("The id of the gap within it") };
const gapCountsShape = defined(
  "gap_counts",
  record("Gaps by state", {
    open: count("Open"),
    closed: count("Closed, and nothing proved it"),
    proven: count("Closed, and a drill or an incident proved it"),
  }),
);

export const evidenceLedgerShape = record("What evidence was missing, to whom, and what closed the gap", {
  missed: described(gapCountsShape, "What responders and reviewers of published incidents missed"),
  readers: described(gapCountsShape, "What only readers of their records miss: in no other figure"),
  kinds: list(
    record("A kind", {
      kind: kindShape,
      missed: described(gapCountsShape, "What responders and reviewers missed"),
      incidents: incidentIds("In which they missed it"),
      readers: described(gapCountsShape, "What only readers of the record miss"),
    }),
    "By kind of evidence",
  ),
  themes: list(
    record("A theme", {
      theme: orNull(text("The id of a theme; null for gaps without one")),
      missed: described(gapCountsShape, "What responders and reviewers missed"),
      incidents: incidentIds("In which they missed it"),
    }),
    "By theme: what was missing in substance; in the most incidents first",
  ),
  gaps: list(
    record("A gap", {
      ...gapFields,
      kind: kindShape,
      missed_by: oneOf(["responders", "reviewers", "readers"], "Who missed it"),
      state: oneOf(["open", "closed", "proven"], "proven: closed, and a drill or an incident proved it"),
      counted: flag("Whether it is of a published incident"),
      day: orNull(day("The day of the incident or drill")),
      open_days: orNull(count("How long an open gap has stood; null for closed ones, whose end is not recorded")),
      proven_by: orNull(text("The drill or incident that proved the closing")),
      services: list(text("The id of a service"), "Where the fault was, else all services"),
      made_unknown: list(
        record("A blank", { field: text("The field of the front matter"), reason: text("Why it cannot be known") }),
        "The values that cannot be known because of it",
      ),
    }),
    "Every gap",
  ),
  repeated: list(
    record("A kind in a service", {
      kind: kindShape,
      service: text("The id of a service"),
      gaps: list(record("A gap", gapFields), "The gaps, the oldest first"),
    }),
    "Missing in one service in more than one incident",
  ),
  returned: list(
    record("A kind in a service", {
      kind: kindShape,
      service: text("The id of a service"),
      closed: record("The gap that was closed", gapFields),
      again: list(
        record("A gap", { ...gapFields, certain: flag("Whether it certainly came after the closing") }),
        "The gaps of later incidents",
      ),
    }),
    "Missing again after having been closed",
  ),
});

export function publicEvidenceLedger({
  missed,
  readers,
  kinds,
  gaps,
  repeated,
  returned,
  themes,
}: EvidenceLedger): TypeOf<typeof evidenceLedgerShape> {
  const nameOf = ({ document, gap }: LedgerGap) => ({ document, gap: gap.id });
  return {
    missed,
    readers,
    kinds,
    themes,
    gaps: gaps.map((row) => ({
      ...nameOf(row),
      kind: row.gap.kind,
      missed_by: row.missedBy,
      state: row.state,
      counted: row.counted,
      day: row.day,
      open_days: row.ageDays,
      proven_by: row.gap.closed_by?.proven_by ?? null,
      services: row.services,
      made_unknown: row.lost,
    })),
    repeated: repeated.map((one) => ({ kind: one.kind, service: one.service, gaps: one.gaps.map(nameOf) })),
    returned: returned.map((one) => ({
      kind: one.kind,
      service: one.service,
      closed: nameOf(one.closed),
      again: one.again.map(({ gap, certain }) => ({ ...nameOf(gap), certain })),
    })),
  };
}
