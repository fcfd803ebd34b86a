import { Temporal } from "temporal-polyfill";

/**
 * A time zone as a text names it, and every zone of the world that the name can mean: offsets and IANA names.
 * One reading gives an instant, several that differ on the day in question give a range.
 */
export interface Zone {
  name: string;
  readings: readonly string[];
}

/**
 * What abbreviations can mean. A standard-time name is used all year by many who mean their local clock ("PST" in June), so
 * its readings are the fixed offset and the local clock: they agree in winter and are an hour apart in summer.
 */
const PACIFIC = "America/Los_Angeles";
const MOUNTAIN = "America/Denver";
const CENTRAL = "America/Chicago";
const EASTERN = "America/New_York";
const MID_EUROPE = "Europe/Berlin";
const EAST_EUROPE = "Europe/Helsinki";
const SYDNEY = "Australia/Sydney";
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  UTC: ["UTC"],
  GMT: ["UTC"],
  UCT: ["UTC"],
  Z: ["UTC"],
  PST: ["-08:00", PACIFIC],
  PDT: ["-07:00", PACIFIC],
  PT: [PACIFIC],
  MST: ["-07:00", MOUNTAIN],
  MDT: ["-06:00", MOUNTAIN],
  MT: [MOUNTAIN],
  CST: ["-06:00", CENTRAL, "+08:00"],
  CDT: ["-05:00", CENTRAL],
  CT: [CENTRAL],
  EST: ["-05:00", EASTERN],
  EDT: ["-04:00", EASTERN],
  ET: [EASTERN],
  BST: ["+01:00", "+06:00"],
  CET: ["+01:00", MID_EUROPE],
  CEST: ["+02:00", MID_EUROPE],
  EET: ["+02:00", EAST_EUROPE],
  EEST: ["+03:00", EAST_EUROPE],
  WET: ["UTC", "Europe/Lisbon"],
  WEST: ["+01:00", "Europe/Lisbon"],
  MSK: ["+03:00"],
  TRT: ["+03:00"],
  AST: ["-04:00", "America/Halifax", "+03:00"],
  ADT: ["-03:00", "America/Halifax"],
  NST: ["-03:30", "America/St_Johns"],
  NDT: ["-02:30", "America/St_Johns"],
  AKST: ["-09:00", "America/Anchorage"],
  AKDT: ["-08:00", "America/Anchorage"],
  HST: ["-10:00"],
  ART: ["-03:00"],
  COT: ["-05:00"],
  PET: ["-05:00"],
  WAT: ["+01:00"],
  CAT: ["+02:00"],
  SAST: ["+02:00"],
  EAT: ["+03:00"],
  GST: ["+04:00", "-02:00"],
  PKT: ["+05:00"],
  IST: ["+05:30", "Asia/Jerusalem", "Europe/Dublin"],
  NPT: ["+05:45"],
  ICT: ["+07:00"],
  WIB: ["+07:00"],
  SGT: ["+08:00"],
  MYT: ["+08:00"],
  PHT: ["+08:00"],
  HKT: ["+08:00"],
  AWST: ["+08:00"],
  JST: ["+09:00"],
  KST: ["+09:00"],
  AEST: ["+10:00", SYDNEY],
  AEDT: ["+11:00", SYDNEY],
  ACST: ["+09:30", "Australia/Adelaide"],
  ACDT: ["+10:30", "Australia/Adelaide"],
  NZST: ["+12:00", "Pacific/Auckland"],
  NZDT: ["+13:00", "Pacific/Auckland"],
  BRT: ["-03:00"],
};
/** Abbreviations that are words or parts of them too: they count only where nothing but an end or a mark follows. */
const WORDS = new Set(["ART", "CAT", "COT", "EAT", "PET", "WEST", "WET"]);

const LONG: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Pacific Standard Time/iy, ["-08:00", PACIFIC]],
  [/Pacific Daylight Time/iy, ["-07:00", PACIFIC]],
  [/(?:US )?Pacific(?: Time)?/iy, [PACIFIC]],
  [/Mountain Time/iy, [MOUNTAIN]],
  [/(?:US )?Central Time/iy, [CENTRAL]],
  [/Eastern Standard Time/iy, ["-05:00", EASTERN]],
  [/Eastern Daylight Time/iy, ["-04:00", EASTERN]],
  [/(?:US )?Eastern(?: Time)?/iy, [EASTERN]],
  [/Central European Summer Time/iy, ["+02:00", MID_EUROPE]],
  [/Central European Time/iy, ["+01:00", MID_EUROPE]],
  [/British Summer Time/iy, ["+01:00"]],
  [/India(?:n)? Standard Time/iy, ["+05:30"]],
  [/China Standard Time/iy, ["+08:00"]],
  [/Coordinated Universal Time/iy, ["UTC"]],
];

const OFFSET = /(?:(?:UTC|GMT) ?)?([+\-−–])(\d{1,2})(?::?([0-5]\d))?(?!\d|[:.]\d)/y;
const FULL_OFFSET = /([+\-−])(\d{2}):?([0-5]\d)(?!\d|[:.]\d)/y;
const IANA =
  /(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Canada|Etc|Europe|Indian|Pacific|US)\/[A-Za-z0-9_+-]{2,30}(?:\/[A-Za-z_]{2,30})?/y;
const ABBREVIATION = /[A-Z]{1,4}(?![A-Za-z0-9_])/y;

/** The zone that a text names from `at` on, and where it ends; undefined if it names none there. */
export function zoneAt(text: string, at: number): { zone: Zone; end: number } | undefined {
  const named = exec(ABBREVIATION, text, at);
  const prefixed = /^(?:UTC|GMT) ?[+\-−–]\d/.test(text.slice(at, at + 6));
  const offset = exec(prefixed ? OFFSET : FULL_OFFSET, text, at);
  if (offset) {
    const [written, sign = "+", hours = "", minutes = "00"] = offset;
    if (Number(hours) > 14) return undefined;
    const id = `${sign === "+" ? "+" : "-"}${hours.padStart(2, "0")}:${minutes}`;
    return { zone: { name: written.trim(), readings: [id] }, end: at + written.length };
  }
  const readings = named && ABBREVIATIONS[named[0]];
  if (readings) {
    const end = at + named[0].length;
    if (WORDS.has(named[0]) && /^\s{0,2}[\p{L}\p{N}]/u.test(text.slice(end, end + 3))) return undefined;
    return { zone: { name: named[0], readings }, end };
  }
  const iana = exec(IANA, text, at);
  if (iana && isZone(iana[0])) return { zone: { name: iana[0], readings: [iana[0]] }, end: at + iana[0].length };
  for (const [form, ids] of LONG) {
    const long = exec(form, text, at);
    if (long) return { zone: { name: long[0], readings: ids }, end: at + long[0].length };
  }
  return undefined;
}

/** The zone that a whole text names, such as `UTC`, `PST`, `+02:00` or `Europe/Berlin`. */
export function zoneNamed(text: string | null): Zone | undefined {
  const whole = text?.trim() ?? "";
  const found = zoneAt(whole, 0);
  return found?.end === whole.length ? found.zone : undefined;
}

const STATED =
  /\b(?:times?|timestamps?|timeline|hours|clock)\b(?: (?:below|above|listed|given|shown|stamps|here))?[\s:]{0,2}(?:(?:are|is|in|were|all|use|uses|using|the|as|local|to|standard|time)\s){0,4}[([]?/giy;

/** The zone that a text says its times are in ("All times are in PST", "Time (UTC)", "Timeline (all times in PT)"). */
export function statedZone(text: string): Zone | undefined {
  const head = text.slice(0, 2000);
  const found: Zone[] = [];
  for (let at = 0; at < head.length; at++) {
    if (!/[TtHhCc]/.test(head[at] ?? "") || /[\p{L}\p{N}]/u.test(head[at - 1] ?? "")) continue;
    const stated = exec(STATED, head, at);
    if (!stated) continue;
    const zone = zoneAt(head, at + stated[0].length)?.zone;
    if (zone) found.push(zone);
  }
  const bracketed = /^[^()[\]]{0,60}[([]([^()[\]]{1,30})[)\]]\s*:?$/.exec(head.trim());
  if (found.length === 0 && bracketed) {
    const zone = zoneNamed(bracketed[1] ?? "");
    if (zone) found.push(zone);
  }
  return found.every((zone) => zone.readings.join() === found[0]?.readings.join()) ? found[0] : undefined;
}

function isZone(id: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
}

/** What a sticky expression finds at exactly this place. */
export function exec(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}
