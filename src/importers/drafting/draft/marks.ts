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
const DELAY_TOLERANCE_MS = 59_999;

/**
 * The events with the marks that can stand together. They keep the order of the source; only an event that is certainly earlier
 * moves before a later one. A mark was concluded from the words of its line: where two contradict each other, or contradict the
 * delay that the text states, the later one is left out.
 */
export function markedEvents(
  events: readonly (ImportedEvent & { at: Time })[],
  detection: ImportedDetection | null,
): { events: DraftEvent[]; dropped: Mark[] } {
  const sorted: (ImportedEvent & { at: Time })[] = [];
  for (const event of events) {
    const later = sorted.findIndex((other) => isAfter(other.at, event.at));
    sorted.splice(later < 0 ? sorted.length : later, 0, event);
  }
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
  return (comesBefore(a, b) && isAfter(atA, atB)) || (comesBefore(b, a) && isAfter(atB, atA));
}

function isAfter(a: Time, b: Time): boolean {
  const [rangeA, rangeB] = [parseTime(a), parseTime(b)];
  return rangeA !== undefined && rangeB !== undefined && certainlyAfter(rangeA, rangeB);
}

function comesBefore(a: Mark, b: Mark): boolean {
  return MARK_ORDER.some(([first, second]) => first === a && (second === b || comesBefore(second, b)));
}

function contradictsDelay(events: readonly DraftEvent[], detection: ImportedDetection | null): boolean {
  const between = timeBetween(marksOf(events as Event[]), "began", "detected");
  const delays = [detection?.delay ?? []].flat().flatMap((delay) => parseSpan(delay) ?? []);
  if (!between || delays.length === 0) return false;
  return delays.some((delay) => delay < between.from - DELAY_TOLERANCE_MS || delay > between.to + DELAY_TOLERANCE_MS);
}
