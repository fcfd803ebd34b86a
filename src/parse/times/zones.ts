import { Temporal } from "temporal-polyfill";

/**
 * A time zone as written, and every offset or IANA zone that the name can mean. One meaning gives an instant; several
 * that differ on the day give a range.
 */
export interface Zone {
  name: string;
  readings: readonly string[];
  /** Offsets that the text gives with the name, one of which applies: "PDT (UTC-7)", "16:02 CEST (14:02 UTC)". */
  stated?: readonly string[];
}

/**
 * What abbreviations can mean. Many people use a standard-time name all year for local time ("PST" in June), so it can
 * mean the fixed offset or local time, which are an hour apart in summer.
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
  MEZ: ["+01:00", MID_EUROPE],
  MESZ: ["+02:00", MID_EUROPE],
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
/** Abbreviations that are also words: zones only at the end of the text or before punctuation. */
const WORDS = new Set(["ART", "CAT", "COT", "EAT", "PET", "WEST", "WET"]);
/** Abbreviations that are words in lower case: zones only in capitals. */
const ONLY_IN_CAPITALS = new Set([...WORDS, "Z", "PT", "MT", "CT", "ET", "IST", "AST", "ICT", "WIB", "WAT"]);

export const UTC: Zone = { name: "UTC", readings: ["UTC"] };

/** Pairs of the standard and daylight names of one zone, such as "PST/PDT": they mean local time. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/PST ?\/ ?PDT/iy, PACIFIC],
  [/MST ?\/ ?MDT/iy, MOUNTAIN],
  [/CST ?\/ ?CDT/iy, CENTRAL],
  [/EST ?\/ ?EDT/iy, EASTERN],
  [/GMT ?\/ ?BST/iy, "Europe/London"],
  [/CET ?\/ ?CEST/iy, MID_EUROPE],
];

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
/** "Local time", whose offset is unknown. */
const LOCAL = /local\stime\b|local(?=[)\]])/iy;
const PLACE = /(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+){0,2})\s(?:local\s)?time(?!\p{L})/uy;

const UTC_OFFSET = /(?:UTC|GMT)( ?)([+\-−])(\d{1,2})(?::?(00|15|30|45))?(?!\d|[:.]\d)/iy;
const FULL_OFFSET = /([+\-−])(\d{2}):?([0-5]\d)(?!\d|[:.]\d)/y;
const IANA =
  /(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Canada|Etc|Europe|Indian|Pacific|US)\/[A-Za-z0-9_+-]{2,30}(?:\/[A-Za-z_]{2,30})?/y;
const ABBREVIATION = /[A-Za-z]{1,4}(?![A-Za-z0-9_])/y;
/** Offsets from UTC run from -14:00 to +14:00. */
const MAX_OFFSET_MINUTES = 14 * 60;

/** The zone at offset `at` of a text, and where it ends; undefined if there is none. */
export function zoneAt(text: string, at: number): { zone: Zone; end: number } | undefined {
  const offset = offsetAt(text, at);
  if (offset) return offset;
  for (const [form, id] of PAIRS) {
    const pair = exec(form, text, at);
    if (pair) return { zone: { name: pair[0], readings: [id] }, end: at + pair[0].length };
  }
  const written = exec(ABBREVIATION, text, at)?.[0];
  const name = written?.toUpperCase();
  const readings = name === undefined ? undefined : ABBREVIATIONS[name];
  if (written !== undefined && name !== undefined && readings && (written === name || !ONLY_IN_CAPITALS.has(name))) {
    const end = at + written.length;
    if (written === "est" && text[end] === ".") return undefined;
    if (WORDS.has(name) && /^\s{0,2}[\p{L}\p{N}]/u.test(text.slice(end, end + 3))) return undefined;
    return { zone: { name, readings }, end };
  }
  const iana = exec(IANA, text, at);
  if (iana && isZone(iana[0])) return { zone: { name: iana[0], readings: [iana[0]] }, end: at + iana[0].length };
  for (const [form, ids] of LONG) {
    const long = exec(form, text, at);
    if (long) return { zone: { name: long[0], readings: ids }, end: at + long[0].length };
  }
  const place = exec(PLACE, text, at);
  const id = place && zonesByPlace().get(place[1]?.toLowerCase() ?? "");
  if (id) return { zone: { name: place[0], readings: [id] }, end: at + place[0].length };
  const local = exec(LOCAL, text, at);
  return local ? { zone: { name: local[0], readings: [] }, end: at + local[0].length } : undefined;
}

let places: Map<string, string> | undefined;

/** IANA zones by the place in their name, in lower case: `new york`. */
function zonesByPlace(): ReadonlyMap<string, string> {
  places ??= new Map(
    Intl.supportedValuesOf("timeZone").map((id) => [
      id
        .slice(id.lastIndexOf("/") + 1)
        .replaceAll("_", " ")
        .toLowerCase(),
      id,
    ]),
  );
  return places;
}

/** `+02:00`, `-0700`, `UTC+2`, `UTC -07:00`. After a space the offset must be written in full, so "UTC -5 nodes" has none. */
function offsetAt(text: string, at: number): { zone: Zone; end: number } | undefined {
  const prefixed = exec(UTC_OFFSET, text, at);
  const [written, sign = "", hours = "", minutes = "00"] = prefixed
    ? [prefixed[0], ...prefixed.slice(2)]
    : (exec(FULL_OFFSET, text, at) ?? []);
  if (written === undefined) return undefined;
  const end = at + written.length;
  if (Number(hours) * 60 + Number(minutes) > MAX_OFFSET_MINUTES) return { zone: { name: written, readings: [] }, end };
  const isWords =
    prefixed?.[1] === " " && prefixed[4] === undefined && /^\s[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
  if (isWords) return undefined;
  const id = `${sign === "+" ? "+" : "-"}${hours.padStart(2, "0")}:${minutes}`;
  return { zone: { name: written.trim(), readings: [id] }, end };
}

/** The zone if the whole text names one, such as `UTC`, `PST`, `+02:00` or `Europe/Berlin`. */
export function zoneNamed(text: string | null): Zone | undefined {
  const whole = text?.trim() ?? "";
  const found = zoneAt(whole, 0);
  return found?.end === whole.length ? found.zone : undefined;
}

const STATED =
  /\b(?:times?|timestamps?|timeline|hours|clock|(?<=\ball (?:of the )?)(?:events|entries|dates))\b(?: (?:below|above|listed|given|shown|stamps|here|in th(?:is|e) (?:document|report|post|postmortem|timeline|page|section)))?[\s:]{0,2}(?:(?:are|is|in|were|all|use|uses|using|the|as|local|to|standard|time|documented|recorded|listed|given|shown|noted|reported|expressed|displayed|stated|logged|written)\s){0,4}[([]?/giy;

/** What stands before a zone in brackets: "Timeline: (in PT)". */
const IN_ZONE = /^\s*(?:all\s)?(?:times?\s(?:are\s)?)?in\s/i;

/** The zone that a text states for all its times ("All times are in PST", "Time (UTC)", "Timeline (all times in PT)"). */
export function statedZone(text: string): Zone | undefined {
  const head = text.slice(0, 2000);
  const found: Zone[] = [];
  for (let at = 0; at < head.length; at++) {
    if (!/[TtHhCcEeDd]/.test(head[at] ?? "") || /[\p{L}\p{N}]/u.test(head[at - 1] ?? "")) continue;
    const stated = exec(STATED, head, at);
    if (!stated) continue;
    const zone = zoneWithOffset(head, at + stated[0].length);
    if (zone) found.push(zone);
  }
  const bracketed = /^[^()[\]]{0,60}[([]([^()[\]]{1,30})[)\]]\s*:?$/.exec(head.trim());
  if (found.length === 0 && bracketed) {
    const zone = zoneNamed((bracketed[1] ?? "").replace(IN_ZONE, ""));
    if (zone && zone.readings.length > 0) found.push(zone);
  }
  const [first] = found;
  return first && found.every((zone) => sameZone(zone, first)) ? first : undefined;
}

/** A zone with an offset in brackets: "PDT (UTC-7)" is exact, whatever PDT means elsewhere. */
function zoneWithOffset(text: string, at: number): Zone | undefined {
  const found = zoneAt(text, at);
  if (!found || found.zone.readings.length === 0) return undefined;
  const bracket = exec(/\s?[([]\s?/y, text, found.end);
  const offset = bracket && offsetAt(text, found.end + bracket[0].length)?.zone;
  return offset && offset.readings.length > 0 ? { ...found.zone, stated: offset.readings } : found.zone;
}

/** Whether two names mean the same zone. */
export function sameZone(a: Zone, b: Zone): boolean {
  return a.readings.join() === b.readings.join() && a.stated?.join() === b.stated?.join();
}

function isZone(id: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
}

/** Runs a sticky regular expression at an offset. */
export function exec(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}
