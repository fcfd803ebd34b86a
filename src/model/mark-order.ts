import { disputedTimeOf, MARK_ORDER, MARKS, type Mark, type MarkedEvent } from "./marks.js";
import { certainlyAfter, type Range } from "./values/range.js";

/** Two marks of which the second cannot come before the first, and does. */
export interface Misorder {
  first: Mark;
  second: Mark;
  a: MarkedEvent;
  b: MarkedEvent;
  /** By how much at least, in milliseconds. */
  gap: number;
}

/** The marks that certainly stand in the wrong order, with what other sources say of them taken into account. */
export function* misordered(marks: ReadonlyMap<Mark, MarkedEvent>): Iterable<Misorder> {
  for (const [first, second] of pairsOf(marks)) {
    const a = marks.get(first);
    const b = marks.get(second);
    if (!a || !b || a.approximate || b.approximate) continue;
    const [earlier, later] = [ownTime(a), ownTime(b)];
    if (earlier && later && certainlyAfter(earlier, later)) yield { first, second, a, b, gap: earlier.from - later.to };
  }
}

/** When it was, without what another mark says of it: marks are compared as they stand. */
function ownTime({ event, at, runsFrom }: MarkedEvent): Range | undefined {
  return runsFrom === undefined ? at : disputedTimeOf(event);
}

/** The pairs to compare: those of the partial order, and those that follow from it where no mark between has a time. */
function pairsOf(marks: ReadonlyMap<Mark, MarkedEvent>): (readonly [Mark, Mark])[] {
  const pairs: (readonly [Mark, Mark])[] = [...MARK_ORDER];
  for (const first of MARKS) {
    const after = marksAfter(first);
    for (const second of after) {
      if (MARK_ORDER.some(([a, b]) => a === first && b === second)) continue;
      const between = [...after].filter((mark) => marksAfter(mark).has(second));
      if (between.every((mark) => marks.get(mark)?.at === undefined)) pairs.push([first, second]);
    }
  }
  return pairs;
}

/** All marks that cannot come before the given one. */
function marksAfter(mark: Mark): Set<Mark> {
  const after = new Set<Mark>();
  for (const [first, second] of MARK_ORDER) {
    if (first !== mark) continue;
    after.add(second);
    for (const next of marksAfter(second)) after.add(next);
  }
  return after;
}
