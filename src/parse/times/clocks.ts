import { exec } from "./zones.js";

/** A clock time as it is written. */
export interface Clock {
  hour: number;
  minute: number;
  second: number;
  /** Digits of a fraction of the second, or the empty string. */
  fraction: string;
  half: "am" | "pm" | null;
  /** How many minutes later it can be: 9 for "04:2x". */
  spread: number;
  /** Written as "midnight", which is the start or the end of its day. */
  midnight: boolean;
  /** A clock time only if a day precedes or a zone follows: `11.50`, `1402`, `9h30`. */
  weak: boolean;
}

const COLON = /([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?!\d|:\d)/y;
const UNSURE = /([01]?\d|2[0-3]):([0-5])[xX?](?!\w|:\d)/y;
const DOT = /([01]?\d|2[0-3])\.([0-5]\d)(?!\d|\.\d|%)/y;
const LETTER = /([01]?\d|2[0-3])[hH]([0-5]\d)(?![\dm]|:\d)/y;
const MILITARY = /([01]\d|2[0-3])([0-5]\d)(?=\s?(?:Z\b|UTC|GMT|hrs?\b|hours\b|[A-Z]{2,4}\b))(?:\s?(?:hrs?|hours))?/y;
const RANGE_HOUR = /(1[0-2]|[1-9])(?=\s?(?:-|–|—|to)\s?\d{1,2}(?::[0-5]\d)?\s?[aApP]\.?[mM]\b)/y;
const HOUR = /(1[0-2]|0?[1-9])(?=\s?[aApP]\.?\s?[mM]\b)/y;
const HALF = /\s?([aApP])(?:\.\s?[mM]\.|\.?\s?[mM])(?![A-Za-z0-9])/y;
/** What German puts behind a clock: "10.30 Uhr". */
const BEHIND_CLOCK = /\s?Uhr(?!\p{L})/uy;
const HOUR_WITH_NAME = /([01]?\d|2[0-3])(?=\sUhr(?!\p{L}))/uy;
const NOON = /(?:12\s)?(?:noon|midday)\b/iy;
const MIDNIGHT = /(?:12\s)?midnight\b/iy;

/** The clock time at offset `at` of a text, and where it ends; undefined if there is none. */
export function clockAt(text: string, at: number): { clock: Clock; end: number } | undefined {
  const noon = exec(NOON, text, at);
  if (noon) return { clock: clock(12, 0), end: at + noon[0].length };
  const midnight = exec(MIDNIGHT, text, at);
  if (midnight) return { clock: { ...clock(0, 0), midnight: true }, end: at + midnight[0].length };
  const unsure = exec(UNSURE, text, at);
  if (unsure)
    return { clock: { ...clock(Number(unsure[1]), Number(unsure[2]) * 10), spread: 9 }, end: at + unsure[0].length };
  const written = digitsAt(text, at);
  if (!written) return undefined;
  const half = exec(HALF, text, written.end);
  if (!half) {
    const behind = exec(BEHIND_CLOCK, text, written.end);
    return behind ? { clock: { ...written.clock, weak: false }, end: written.end + behind[0].length } : written;
  }
  return {
    clock: { ...written.clock, half: half[1]?.toLowerCase() === "a" ? "am" : "pm", weak: false },
    end: written.end + half[0].length,
  };
}

function digitsAt(text: string, at: number): { clock: Clock; end: number } | undefined {
  const colon = exec(COLON, text, at);
  if (colon) {
    const [whole, hour, minute, second = "0", fraction = ""] = colon;
    const read = { ...clock(Number(hour), Number(minute)), second: Number(second), fraction };
    const isOver = read.hour === 24 && (read.minute > 0 || read.second > 0 || fraction !== "");
    return isOver ? undefined : { clock: read, end: at + whole.length };
  }
  for (const form of [DOT, LETTER, MILITARY]) {
    const match = exec(form, text, at);
    if (match) {
      const weak = form === DOT || (form === LETTER && match[1]?.length === 1) || form === MILITARY;
      return { clock: { ...clock(Number(match[1]), Number(match[2])), weak }, end: at + match[0].length };
    }
  }
  const hour = exec(HOUR, text, at) ?? exec(RANGE_HOUR, text, at) ?? exec(HOUR_WITH_NAME, text, at);
  return hour ? { clock: clock(Number(hour[1]), 0), end: at + hour[0].length } : undefined;
}

function clock(hour: number, minute: number): Clock {
  return { hour, minute, second: 0, fraction: "", half: null, spread: 0, midnight: false, weak: false };
}

/**
 * The hours, 0 to 24, that a clock time can mean; none if it contradicts itself ("14:02 AM").
 * @param twelve whether the document uses 12-hour times, so that without am or pm two hours are possible
 */
export function hoursOf({ hour, half }: Clock, twelve: boolean): number[] {
  if (half === "am") return hour > 12 ? [] : [hour % 12];
  if (half === "pm") return hour === 0 ? [] : [hour > 12 ? hour : (hour % 12) + 12];
  return twelve && hour >= 1 && hour <= 12 ? [hour % 12, (hour % 12) + 12] : [hour];
}

/**
 * Adds am or pm to the first time of a range if only the last one has it: "11:30 – 1:45 PM" began in the morning,
 * "1:30 – 1:45 PM" in the afternoon.
 */
export function sharedHalf(first: Clock, last: Clock): Clock {
  if (first.half !== null || last.half === null || first.hour > 12 || first.midnight) return first;
  const [end = 0] = hoursOf(last, false);
  const same = { ...first, half: last.half };
  const [start = 0] = hoursOf(same, false);
  const fits = start * 60 + first.minute <= end * 60 + last.minute;
  return fits ? same : { ...first, half: last.half === "pm" ? "am" : "pm" };
}
