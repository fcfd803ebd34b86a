import { dayOf, parseMoment } from "../../../model/values/time.js";
import type { DateOrders } from "../../../parse/times/date-order.js";
import { readTime } from "../../../parse/times/read-time.js";

/** A date that a text gives with its year. */
export interface DateInText {
  /** The UTC day, `YYYY-MM-DD`; null where it can be another one too, such as `06-05-2026`. A range gives two dates. */
  day: string | null;
  /** Where it stands: `text.slice(from, to)`. */
  from: number;
  to: number;
}

/** In characters: dates of an incident stand at the beginning of its text. */
const MAX_LOOK = 2000;
/** In characters: the reader of times looks no further. */
const STEP = 350;

/** The dates with a year in a text, in its order. */
export function datesIn(text: string, orders: DateOrders): DateInText[] {
  const found: DateInText[] = [];
  let at = 0;
  while (at < Math.min(text.length, MAX_LOOK)) {
    const read = readTime(text.slice(at), { day: null, zone: null, orders });
    if (read.text === "") {
      at += STEP;
      continue;
    }
    if (read.dated && /(?:19|20)\d\d/.test(read.text) && /\D/.test(read.text))
      found.push(...daysFrom(read.at).map((day) => ({ day, from: at + read.from, to: at + read.to })));
    at += Math.max(read.to, 1);
  }
  return found.filter(({ day }) => day === null || day.length === 10);
}

/** The day of the first date in a text, where that is certain. */
export function dateIn(text: string, orders: DateOrders): string | null {
  return datesIn(text, orders)[0]?.day ?? null;
}

function daysFrom(at: ReturnType<typeof readTime>["at"]): (string | null)[] {
  if (at === null) return [null];
  const days = [at].flat().map((end) => (end.length <= 10 ? end : dayOf(parseMoment(end)?.from ?? 0)));
  return [...new Set(days)];
}
