import { dayOfId } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import { count, list, orNull, record, type TypeOf, text } from "../util/shape.js";
import { countedOf } from "./counted.js";
import { daysBetween } from "./days-between.js";
import { incidentId, incidentIds } from "./public-values.js";
import { followedBy, followedShape, WINDOW_MONTHS } from "./recurrence-window.js";

const declaredShape = record("A recurrence", {
  later: incidentId,
  earlier: text("The id of the postmortem that it says it is a recurrence of"),
  same: list(text("A typed reference, such as `contract:x`"), "What recurred"),
  days: orNull(count("Days between them")),
});

const windowShape = record("Recurrences within a time after the incident, in this collection and declared only", {
  months: count("How long after an incident a recurrence is looked for"),
  incidents: incidentIds("Published incidents that are older than that"),
  recurred: list(followedShape, "Those of them that recurred within it"),
  too_recent: incidentIds("Published incidents that are younger: whether they recur is not known yet"),
});

export const recurrenceShape = record("Recurrences that incidents declare", {
  window: windowShape,
  declared: list(declaredShape, "In the order of the later incident"),
  outside: incidentIds("Published incidents that say they are a recurrence of one that is not in this collection"),
  chains: list(incidentIds("A chain, the oldest first"), "Incidents that recurrences connect; the longest chain first"),
});

export type Recurrence = TypeOf<typeof recurrenceShape>;
type Declared = TypeOf<typeof declaredShape>;

/**
 * What authors declare to be a recurrence, and the chains that this makes.
 *
 * @param now a UTC day
 * @param counts which of the incidents to report: a recurrence is kept if either of its incidents is among them
 */
export function recurrence(graph: Graph, now: string, counts: (id: string) => boolean = () => true): Recurrence {
  const counted = countedOf(graph);
  const followed = followedBy(graph, now);
  const reported = counted.map(({ id }) => id).filter(counts);
  const published = new Set(counted.map(({ id }) => id));
  const declared = counted.flatMap(({ id, data }) =>
    (data.recurrence_of ?? []).flatMap(({ incident: earlier, same = [] }): Declared[] =>
      earlier !== undefined && published.has(earlier) && earlier !== id
        ? [{ later: id, earlier, same, days: daysApart(earlier, id) }]
        : [],
    ),
  );
  return {
    window: {
      months: WINDOW_MONTHS,
      incidents: reported.filter((id) => followed.has(id)),
      recurred: reported.flatMap((id) => followed.get(id) ?? []).filter(({ recurrences }) => recurrences.length > 0),
      too_recent: reported.filter((id) => !followed.has(id)),
    },
    declared: declared
      .filter(({ earlier, later }) => counts(earlier) || counts(later))
      .sort((a, b) => compareText(a.later, b.later) || compareText(a.earlier, b.earlier)),
    outside: counted
      .filter(({ id, data }) => counts(id) && data.recurrence_of?.some(({ external }) => external !== undefined))
      .map(({ id }) => id),
    chains: chainsOf(declared)
      .filter((chain) => chain.some(counts))
      .sort((a, b) => b.length - a.length || compareText(a[0] ?? "", b[0] ?? "")),
  };
}

function daysApart(earlier: string, later: string): number | null {
  const [from, to] = [dayOfId(earlier), dayOfId(later)];
  return from === null || to === null ? null : daysBetween(from, to);
}

/** The incidents that recurrences connect, each chain in the order of ids. */
function chainsOf(declared: readonly Declared[]): string[][] {
  const chains = new Map<string, Set<string>>();
  for (const { later, earlier } of declared) {
    const merged = new Set([later, earlier, ...(chains.get(later) ?? []), ...(chains.get(earlier) ?? [])]);
    for (const id of merged) chains.set(id, merged);
  }
  return [...new Set(chains.values())].map((chain) => [...chain].sort(compareText));
}
