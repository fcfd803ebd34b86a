import type { Duration } from "../../model/schema-types.js";
import { parseSpan, toIsoSpan } from "../../model/values/duration.js";
import { SECOND_MS } from "../../util/time-units.js";
import { exec } from "./zones.js";

/** A duration read from a text. */
export interface ReadFigure {
  /** An ISO 8601 duration, a range, an upper or lower bound; null if the text gives none. */
  value: Duration | { at_most: string } | { at_least: string } | null;
  /** The text says "about". */
  approximate: boolean;
  /** The offset in the text at which the duration ends. */
  to: number;
  /** Why there is no value. */
  why: string | null;
}

/** In characters; a longer text is not just a duration. */
const MAX_LOOK = 200;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(?:milliseconds?|millis|msecs?|ms)(?![A-Za-z])/iy, 1],
  [/(?:seconds?|secs?|s)(?![A-Za-z])/iy, SECOND_MS],
  [/(?:minutes?|mins?|m|′)(?![A-Za-z])/iy, 60 * SECOND_MS],
  [/(?:hours?|hrs?|h)(?![A-Za-z])/iy, 3600 * SECOND_MS],
  [/(?:days?|d)(?![A-Za-z])/iy, 86_400 * SECOND_MS],
  [/(?:weeks?|wks?|w)(?![A-Za-z])/iy, 7 * 86_400 * SECOND_MS],
];
const GLUED = [/ms(?=\d)/iy, /s(?=\d)/iy, /m(?=\d)/iy, /h(?=\d)/iy, /d(?=\d)/iy, /w(?=\d)/iy];
const NUMBER = /(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,6})?/y;
const WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const WORD = /(?:an?|half an|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=[\s-])/iy;
const CLOCK = /(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?!\d|:\d)/y;
const ISO = /P(?:\d{1,6}D)?(?:T(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?)?(?![A-Za-z\d])/y;
const AND = /\s?(?:,|and|&)?\s{0,2}/iy;
const TO = /\s?(?:-|–|—|to|or)\s?/iy;
const ABOUT = /(?:~|≈|∼|c\.|ca\.|circa|approx(?:imately|\.)?|around|about|roughly|nearly|almost|some)\s?/iy;
const AT_MOST = /(?:less than|fewer than|under|up to|at most|no more than|within|<=?|≤)\s?/iy;
const AT_LEAST = /(?:more than|over|at least|longer than|>=?|≥)\s?/iy;
const NONE =
  /^(?:\?+|n\/?a\.?|none|unknown|tbd|todo|tbc|-+|—|–|not (?:known|applicable|measured|recorded)|unclear|undetermined)$/i;
const AT_ONCE = /^(?:immediate(?:ly)?|instant(?:ly|aneous(?:ly)?)?|at once)\.?$/i;

/**
 * Reads a duration: `95m`, `1h20m`, "1 hour 20 minutes", `01:20` (hours and minutes), `1:20:05`, "3-4 hours", "less than 5
 * minutes". A day is 24 hours; months and years have no fixed length. "Immediate" gives none, because it is not zero.
 * @param prefix whether other text may follow the duration
 */
export function readFigure(text: string, prefix = false): ReadFigure {
  const head = text.slice(0, MAX_LOOK);
  const start = head.length - head.trimStart().length;
  const plain = head.trim();
  const none = (why: string): ReadFigure => ({ value: null, approximate: false, to: 0, why });
  if (plain === "" || NONE.test(plain)) return none("The text says that it is not known");
  if (AT_ONCE.test(plain)) return none("The text gives no figure");
  const about = exec(ABOUT, head, start)?.[0].length ?? 0;
  const most = exec(AT_MOST, head, start + about);
  const least = most ? null : exec(AT_LEAST, head, start + about);
  const first = spanAt(head, start + about + (most ?? least ?? [""])[0].length);
  if (!first) return none("The text gives no length of time");
  const rest = /^(?:\s?\+|\s?\((?:approx(?:imately|\.)?|est(?:imated|\.)?)\))?[\s.;,]{0,3}/i.exec(
    head.slice(first.end),
  );
  const isOpen = rest?.[0].includes("+") === true;
  const to = first.end + (prefix ? 0 : (rest?.[0].length ?? 0));
  const bracketed = /^\([^()]{0,150}\)\.?\s*$/.test(head.slice(to));
  if (!prefix && to < head.length && !bracketed) return none("The text says more than a length of time");
  if (text.length > MAX_LOOK && !prefix) return none("The text says more than a length of time");
  const written = { approximate: about > 0 || /\((?:approx|est)/i.test(rest?.[0] ?? ""), to, why: null };
  const [from, until] = [toIsoSpan(first.from), toIsoSpan(first.to)];
  if (most) return { ...written, value: { at_most: until } };
  if (least || isOpen) return { ...written, value: { at_least: from } };
  if (first.from > first.to) return none("The last figure is less than the first");
  return { ...written, value: from === until ? from : [from, until] };
}

/** A duration or a range of two, in milliseconds. */
function spanAt(text: string, at: number): { from: number; to: number; end: number } | undefined {
  const iso = exec(ISO, text, at);
  if (iso && /\d/.test(iso[0])) {
    const ms = parseSpan(iso[0]);
    return ms === undefined ? undefined : { from: ms, to: ms, end: at + iso[0].length };
  }
  const clock = exec(CLOCK, text, at);
  if (clock) {
    const ms = (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)) * SECOND_MS;
    return { from: ms, to: ms, end: at + clock[0].length };
  }
  const first = sumAt(text, at);
  if (first) {
    const to = exec(TO, text, first.end);
    const last = to && sumAt(text, first.end + to[0].length);
    return last ? { from: first.ms, to: last.ms, end: last.end } : { from: first.ms, to: first.ms, end: first.end };
  }
  const bare = numberAt(text, at);
  const to = bare && exec(TO, text, bare.end);
  const last = bare && to && termAt(text, bare.end + to[0].length);
  return last ? { from: bare.n * last.unit, to: last.n * last.unit, end: last.end } : undefined;
}

/** "1 hour 20 minutes", `1h20m`: terms from the largest unit to the smallest. */
function sumAt(text: string, at: number): { ms: number; end: number } | undefined {
  const first = termAt(text, at);
  if (!first) return undefined;
  let { end, unit } = first;
  let ms = first.n * first.unit;
  for (;;) {
    const and = exec(AND, text, end);
    const next = termAt(text, end + (and?.[0].length ?? 0));
    if (!next || next.unit >= unit) return { ms: Math.round(ms), end };
    ms += next.n * next.unit;
    ({ end, unit } = next);
  }
}

function termAt(text: string, at: number): { n: number; unit: number; end: number } | undefined {
  const number = numberAt(text, at);
  if (!number) return undefined;
  const gap = exec(/[\s-]?/y, text, number.end)?.[0].length ?? 0;
  for (const [index, [form, unit]] of UNITS.entries()) {
    const match = exec(form, text, number.end + gap) ?? exec(GLUED[index] as RegExp, text, number.end + gap);
    if (match) return { n: number.n, unit, end: number.end + gap + match[0].length };
  }
  return undefined;
}

function numberAt(text: string, at: number): { n: number; end: number } | undefined {
  const number = exec(NUMBER, text, at);
  if (number) return { n: Number(number[0].replaceAll(",", "")), end: at + number[0].length };
  const word = exec(WORD, text, at)?.[0];
  if (word === undefined) return undefined;
  const value = WORDS.indexOf(word.toLowerCase());
  return { n: value >= 0 ? value : /^half/i.test(word) ? 0.5 : 1, end: at + word.length };
}
