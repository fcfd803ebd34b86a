import { Temporal } from "temporal-polyfill";
import type { Duration, SpanBound } from "../schema-types.js";
import { hull, type Range } from "./range.js";

const FORM = /^(-?)P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,9})?)S)?)?$/;

/** Up to so many characters a duration is certainly within what a calendar takes. */
const USUAL_LENGTH = 12;

/**
 * Reads an ISO 8601 duration in days (of 24 hours), hours, minutes and seconds.
 * @returns milliseconds, negative for a leading minus; undefined if it cannot be read (`P1M` has no length)
 */
export function parseSpan(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (parts === null) return undefined;
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  // Fast path: every unit has a fixed length, so the usual form needs no calendar.
  if (text.length <= USUAL_LENGTH && Number.isInteger(Number(seconds))) {
    const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
    return sign === "-" && total > 0 ? -total * 1000 : total * 1000;
  }
  try {
    return Math.round(Temporal.Duration.from(text).total("milliseconds"));
  } catch {
    return undefined;
  }
}

/**
 * Reads a duration of the content model: one span, `[from, to]`, `{at_least}` or `{at_most}`.
 * @returns milliseconds, the open end of a bound infinite; undefined if nothing of it can be read
 */
export function parseDuration(duration: Duration | SpanBound): Range | undefined {
  if (typeof duration === "object" && !Array.isArray(duration)) {
    const bound = parseSpan(duration.at_least ?? duration.at_most ?? "");
    if (bound === undefined) return undefined;
    return duration.at_least === undefined
      ? { from: Number.NEGATIVE_INFINITY, to: bound }
      : { from: bound, to: Number.POSITIVE_INFINITY };
  }
  const spans = typeof duration === "string" ? [duration] : duration;
  return hull(
    spans.flatMap((text) => {
      const ms = parseSpan(text);
      return ms === undefined ? [] : [{ from: ms, to: ms }];
    }),
  );
}

/** Writes milliseconds as an ISO 8601 duration in days, hours, minutes and seconds: `PT47M`, `-PT5M`, `P2DT3H`. */
export function toIsoSpan(ms: number): string {
  const total = Math.abs(ms) / 1000;
  const parts: [number, string][] = [
    [Math.floor(total / 86_400), "D"],
    [Math.floor(total / 3600) % 24, "H"],
    [Math.floor(total / 60) % 60, "M"],
    [Math.round((total % 60) * 1000) / 1000, "S"],
  ];
  const write = (wanted: string) =>
    parts.flatMap(([n, unit]) => (n > 0 && wanted.includes(unit) ? [`${n}${unit}`] : [])).join("");
  const time = write("HMS");
  const text = `P${write("D")}${time && `T${time}`}`;
  return text === "P" ? "PT0S" : `${ms < 0 ? "-" : ""}${text}`;
}

/** The same to the second, so that the end of a day does not show its last millisecond. */
export function toRoundSpan(ms: number): string {
  return toIsoSpan(Math.round(ms / 1000) * 1000);
}

/** Writes a range of milliseconds as a duration of the content model, to the second. */
export function toDuration({ from, to }: Range): string | [string, string] | SpanBound {
  if (to === Number.POSITIVE_INFINITY) return { at_least: toRoundSpan(from) };
  if (from === Number.NEGATIVE_INFINITY) return { at_most: toRoundSpan(to) };
  return from === to ? toRoundSpan(from) : [toRoundSpan(from), toRoundSpan(to)];
}

/** A length of time in words: `2 h 35 min`, `90 seconds`, `47m`. */
const WORDED_SPAN =
  /^(?:(\d{1,4})\s?d(?:ays?)?)?\s?(?:(\d{1,4})\s?h(?:ours?|rs?)?)?\s?(?:(\d{1,4})\s?m(?:in(?:ute)?s?)?)?\s?(?:(\d{1,5})\s?s(?:ec(?:ond)?s?)?)?$/i;

/** What is wrong with a text that should be a duration, and what to write instead. */
export function explainSpan(text: string): { message: string; hint: string } {
  const found = `found ${JSON.stringify(text)}`;
  if (/^-?P[^T]*[YMW]/.test(text))
    return {
      message: `Expected a duration of fixed length, ${found}`,
      hint: "Write days, hours, minutes and seconds, such as P14D or PT90M: years and months differ in length, and weeks are written as days",
    };
  const message = `Expected a duration, ${found}`;
  const [, ...parts] = WORDED_SPAN.exec(text) ?? [];
  if (parts.some((part) => part !== undefined)) {
    const [days, hours, minutes, seconds] = parts.map((part, index) => (part ? `${part}${"DHMS"[index]}` : ""));
    const clock = `${hours}${minutes}${seconds}`;
    return { message, hint: `Write P${days}${clock === "" ? "" : `T${clock}`}` };
  }
  return { message, hint: "Write it in ISO 8601, such as PT47M, PT2H35M or P2DT4H" };
}
