import type { DateOrders } from "../../../parse/times/date-order.js";
import { readDay } from "../../../parse/times/read-time.js";

/** In characters: such a sentence is short. */
const MAX_SENTENCE_LENGTH = 300;
const FOR_ALL =
  /\b(?:unless (?:otherwise )?(?:noted|stated|specified|indicated|mentioned)(?: otherwise)?|(?:all|these|the following|below) (?:of the )?(?:events?|times?|timestamps?|entries|dates?)|everything)\b/i;
/** What the day of all events follows. */
const ON = /\b(?:on|are from|were from|of|date is|day is)\s(?:the\s)?(?=[\p{L}\d])/giu;

/**
 * The day that a sentence states for all events, such as "Unless otherwise noted all events happened on 2019-10-21"; null where it
 * states none, or several.
 */
export function dayForAll(text: string, orders: DateOrders): string | null {
  if (text.length > MAX_SENTENCE_LENGTH || !FOR_ALL.test(text)) return null;
  const days = [...text.matchAll(ON)].flatMap((match) => {
    const behind = text.slice(match.index + match[0].length);
    const read = readDay(behind, { day: null, orders });
    return read.from === 0 && typeof read.at === "string" && read.at.length === 10 ? [read.at] : [];
  });
  return days.length === 1 && /\b(?:happen|occur|took place|events?|date|day|unless|everything)/i.test(text)
    ? (days[0] ?? null)
    : null;
}
