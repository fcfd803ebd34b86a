import type { Postmortem } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import type { Recurrence } from "../model/schema-types.js";

/** The number of cycles can grow exponentially with the links. */
const MAX_CYCLES = 100;

/** A link `recurrence_of` and the postmortem that has it. */
export interface RecurrenceLink {
  from: Postmortem;
  recurrence: Recurrence;
}

interface Step {
  postmortem: Postmortem;
  next: Iterator<Recurrence>;
  /** The link that is being followed. */
  taken: Recurrence | undefined;
}

/**
 * Finds cycles of links, each starting at its newest postmortem, so that its last link is the one that leads forward in
 * time. No two cycles share that link; after it is removed, another search may find more.
 */
export function recurrenceCycles(postmortems: readonly Postmortem[]): RecurrenceLink[][] {
  const byId = new Map(postmortems.map((postmortem) => [postmortem.id, postmortem]));
  const done = new Set<string>();
  const cycles = new Map<Recurrence | undefined, RecurrenceLink[]>();
  for (const first of postmortems.toSorted((a, b) => compareText(b.id, a.id)))
    for (const cycle of cyclesFrom(first, byId, done)) {
      const last = cycle.at(-1)?.recurrence;
      if (!cycles.has(last)) cycles.set(last, cycle);
      if (cycles.size === MAX_CYCLES) return [...cycles.values()];
    }
  return [...cycles.values()];
}

/** Follows all links, without recursion because chains can be long. */
function* cyclesFrom(
  first: Postmortem,
  byId: ReadonlyMap<string, Postmortem>,
  done: Set<string>,
): Iterable<RecurrenceLink[]> {
  if (done.has(first.id)) return;
  const path: Step[] = [];
  const onPath = new Set<string>();
  const enter = (postmortem: Postmortem) => {
    path.push({ postmortem, next: (postmortem.data.recurrence_of ?? [])[Symbol.iterator](), taken: undefined });
    onPath.add(postmortem.id);
  };
  enter(first);
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const { value: recurrence, done: finished } = step.next.next();
    if (finished === true) {
      path.pop();
      onPath.delete(step.postmortem.id);
      done.add(step.postmortem.id);
      continue;
    }
    const original = byId.get(recurrence.incident ?? "");
    if (original === undefined || done.has(original.id)) continue;
    step.taken = recurrence;
    if (onPath.has(original.id)) yield fromNewest(path, original);
    else enter(original);
  }
}

/** The links of the cycle that a path ends in, rotated so that the newest postmortem is first. */
function fromNewest(path: readonly Step[], met: Postmortem): RecurrenceLink[] {
  const start = path.findIndex(({ postmortem }) => postmortem.id === met.id);
  const links = path
    .slice(start)
    .flatMap(({ postmortem, taken }) => (taken ? [{ from: postmortem, recurrence: taken }] : []));
  const ids = links.map(({ from }) => from.id);
  const newest = ids.indexOf(ids.reduce((a, b) => (compareText(a, b) > 0 ? a : b)));
  return [...links.slice(newest), ...links.slice(0, newest)];
}
