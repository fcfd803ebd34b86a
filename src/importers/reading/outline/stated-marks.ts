import type { Mark } from "../../../model/marks.js";
import { type ReadTime, readTime, type TimeContext } from "../../../parse/times/read-time.js";
import type { ImportedEvent } from "../../importer.js";
import type { Label } from "./labels.js";

const THING = "(?:(?:incident|outage|impact|issue|problem|disruption|degradation) )?";
const TIME = "(?: (?:time|date|at|on|date ?\\/ ?time))?";
/** What names say which mark. "Repaired", "fixed" and "closed" leave open for whom, or whether it is only the paperwork. */
const NAMES: readonly (readonly [Mark, RegExp])[] = [
  ["began", new RegExp(`^${THING}(?:start(?:ed)?|began|begun|beginning|onset)${TIME}$`)],
  ["began", /^(?:start|beginning|time) of (?:the )?(?:incident|outage|impact|disruption|degradation|onset)$/],
  ["detected", new RegExp(`^(?:first |initially )?${THING}detect(?:ed|ion)${TIME}$`)],
  ["detected", /^(?:time|date) (?:of )?(?:first )?detect(?:ed|ion)$/],
  ["declared", new RegExp(`^${THING}declared${TIME}$`)],
  ["mitigated", new RegExp(`^${THING}mitigated${TIME}$`)],
  ["resolved", new RegExp(`^${THING}(?:fully )?(?:resolved|resolution|ended|end)${TIME}$`)],
  ["resolved", /^(?:end|time) of (?:the )?(?:incident|outage|impact|disruption|degradation|resolution)$/],
];
/** A name under which a length of time may stand: "Detection time: 00:15". */
const MAY_BE_LENGTH = / time$/;
/** What may follow the time: how it is known, or nothing. */
const BEHIND = /^[\s*_`]*(?:$|[(,;.]|by\b|via\b|from\b)/;

/**
 * Events of the marks that labels state with a time: "**Detected:** 10:05 UTC", also as a list or table of key facts. Only what is
 * certain: one time a mark, on a clock, and none that the timeline has a mark for. A clock without a day has that of the document,
 * unless it is before that of the label above.
 */
export function statedMarks(
  labels: readonly Label[],
  timeline: readonly ImportedEvent[],
  context: Pick<TimeContext, "day" | "zone" | "orders">,
): ImportedEvent[] {
  const marked = new Set(timeline.map(({ mark }) => mark));
  const found = new Map<Mark, ImportedEvent | null>();
  let last: string | null = null;
  for (const { name, value } of labels) {
    const mark = NAMES.find(([, form]) => form.test(name))?.[0];
    if (mark === undefined) continue;
    const read = readTime(value, context);
    if (!isCertain(read, name, value)) continue;
    const isBefore = !read.dated && last !== null && (read.clock ?? "") < last;
    last = read.clock;
    const earlier = found.get(mark);
    const event = isBefore ? null : eventOf(mark, read, name, value);
    const isSame = earlier === undefined || JSON.stringify(earlier?.at) === JSON.stringify(event?.at);
    found.set(mark, isSame ? event : null);
  }
  return [...found].flatMap(([mark, event]) => (event === null || marked.has(mark) ? [] : [event]));
}

function isCertain(read: ReadTime, name: string, value: string): boolean {
  const isWhole = /^[\s*_`~≈]*(?:at |on |around |about |approx\w*\.? )?$/i.test(value.slice(0, read.from));
  const isRange = typeof read.at !== "string" && read.why === null;
  if (read.at === null || read.clock === null || !isWhole || isRange || !BEHIND.test(value.slice(read.to)))
    return false;
  return !MAY_BE_LENGTH.test(name) || read.dated || read.zone !== null;
}

function eventOf(mark: Mark, read: ReadTime, name: string, value: string): ImportedEvent {
  const text = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return {
    at: read.at,
    event: read.why === null ? text : `${read.text}: ${text}`,
    mark,
    ...(read.approximate ? { approximate: true as const } : {}),
    ...(read.why === null ? {} : { why: read.why }),
    source: `${text}: ${value}`,
  };
}
