import { MARK_ORDER, type Mark, marksOf, timeBetween } from "../../../model/marks.js";
import type { Event, Time } from "../../../model/schema-types.js";
import { parseSpan } from "../../../model/values/duration.js";
import { certainlyAfter } from "../../../model/values/range.js";
import { parseTime } from "../../../model/values/time.js";
import type { ImportedDetection, ImportedEvent } from "../../importer.js";

/** An event of a draft's timeline. */
export interface DraftEvent {
  at: Time;
  approximate?: true;
  event: string;
  marks?: Mark[];
}

/** Stated delays are rounded to the minute. */
const TOLERANCE_MS = 59_999;

/**
 * The events in order of time, with the marks that can stand together. A mark was concluded from the words of its line:
 * where two contradict each other, or contradict the delay that the text states, the later one of them is left out.
 */
export function markedEvents(
  events: readonly (ImportedEvent & { at: Time })[],
  detection: ImportedDetection | null,
): { events: DraftEvent[]; dropped: Mark[] } {
  const from = ({ at }: { at: Time }) => parseTime(at)?.from ?? 0;
  const sorted = [...events].sort((a, b) => from(a) - from(b));
  const kept = new Map<Mark, Time>();
  const dropped: Mark[] = [];
  const result = sorted.map(({ at, approximate, event, mark }): DraftEvent => {
    const plain = { at, ...(approximate ? { approximate } : {}), event };
    if (mark === undefined || (kept.has(mark) && mark !== "relapsed")) return plain;
    if ([...kept].some(([other, time]) => contradicts(other, time, mark, at))) {
      dropped.push(mark);
      return plain;
    }
    kept.set(mark, at);
    return { ...plain, marks: [mark] };
  });
  if (!contradictsDelay(result, detection)) return { events: result, dropped };
  return { events: result.map((event) => withoutMark(event, "detected")), dropped: [...dropped, "detected"] };
}

function withoutMark({ marks, ...event }: DraftEvent, mark: Mark): DraftEvent {
  return marks?.includes(mark) ? event : { ...event, ...(marks ? { marks } : {}) };
}

function contradicts(a: Mark, atA: Time, b: Mark, atB: Time): boolean {
  const [rangeA, rangeB] = [parseTime(atA), parseTime(atB)];
  if (!rangeA || !rangeB) return false;
  return (comesBefore(a, b) && certainlyAfter(rangeA, rangeB)) || (comesBefore(b, a) && certainlyAfter(rangeB, rangeA));
}

function comesBefore(a: Mark, b: Mark): boolean {
  return MARK_ORDER.some(([first, second]) => first === a && (second === b || comesBefore(second, b)));
}

function contradictsDelay(events: readonly DraftEvent[], detection: ImportedDetection | null): boolean {
  const between = timeBetween(marksOf(events as Event[]), "began", "detected");
  const delays = [detection?.delay ?? []].flat().flatMap((delay) => parseSpan(delay) ?? []);
  if (!between || delays.length === 0) return false;
  return delays.some((delay) => delay < between.from - TOLERANCE_MS || delay > between.to + TOLERANCE_MS);
}
