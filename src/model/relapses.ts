import { memoize } from "../util/memoize.js";
import { type Mark, type MarkedEvent, markedEvent } from "./marks.js";
import type { Event } from "./schema-types.js";

/** What may stand once in each interval; every other mark but `relapsed` stands once. */
const ENDS: readonly Mark[] = ["mitigated", "resolved"];

/** The stretch from a `relapsed` to the next one or to the end of the timeline. */
export interface Relapse {
  /** As recovery rows name it: `relapse`, `relapse-2`. */
  id: string;
  /** `relapsed`, and `mitigated` and `resolved` as far as they follow. */
  marks: ReadonlyMap<Mark, MarkedEvent>;
}

/** The relapses of a timeline, in its order. */
export function relapsesOf(timeline: readonly Event[] | undefined): readonly Relapse[] {
  return timeline === undefined ? [] : relapsesIn(timeline);
}

const relapsesIn = memoize((timeline: readonly Event[]): readonly Relapse[] => {
  const relapses: { id: string; marks: Map<Mark, MarkedEvent> }[] = [];
  for (const event of timeline) {
    if (event.marks?.includes("relapsed")) {
      const number = relapses.length + 1;
      relapses.push({ id: number === 1 ? "relapse" : `relapse-${number}`, marks: new Map() });
    }
    const marks = relapses.at(-1)?.marks;
    for (const mark of event.marks ?? [])
      if ((mark === "relapsed" || ENDS.includes(mark)) && marks?.has(mark) === false)
        marks.set(mark, markedEvent(event));
  }
  return relapses;
});

/** A mark that stands again where it may not. */
export interface RepeatedMark {
  mark: Mark;
  first: Event;
  again: Event;
  /** Whether a `relapsed` between the two would allow it. */
  isEnd: boolean;
}

/** The marks that stand more often than they may: ends once before each relapse and after the last, others once. */
export function* repeatedMarks(timeline: readonly Event[] | undefined): Iterable<RepeatedMark> {
  const seen = new Map<Mark, Event>();
  for (const event of timeline ?? []) {
    if (event.marks?.includes("relapsed")) for (const end of ENDS) seen.delete(end);
    for (const mark of event.marks ?? []) {
      const first = seen.get(mark);
      if (mark === "relapsed") continue;
      if (first === undefined) seen.set(mark, event);
      else yield { mark, first, again: event, isEnd: ENDS.includes(mark) };
    }
  }
}
