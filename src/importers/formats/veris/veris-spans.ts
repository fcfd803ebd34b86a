import { toIsoSpan } from "../../../model/values/duration.js";
import type { Range } from "../../../model/values/range.js";
import { textAt, valueAt } from "../../reading/json/values.js";

const DAY = 86_400_000;
/** The shortest and the longest a unit can be, and how long a time can be that is given in it, in milliseconds. */
const UNITS: Readonly<Record<string, { least: number; most: number; next: number }>> = {
  Seconds: { least: 1000, most: 1000, next: 60_000 },
  Minutes: { least: 60_000, most: 60_000, next: 3_600_000 },
  Hours: { least: 3_600_000, most: 3_600_000, next: DAY },
  Days: { least: DAY, most: DAY, next: 7 * DAY },
  Weeks: { least: 7 * DAY, most: 7 * DAY, next: 31 * DAY },
  Months: { least: 28 * DAY, most: 31 * DAY, next: 366 * DAY },
};

/**
 * A length of time of VERIS, such as `{unit: "Days", value: 3}`, in milliseconds: months of 28 to 31 days, a unit without a value from one
 * of it to one of the next. Undefined for Never, NA, Unknown, and Years without a value, which have no end.
 */
export function verisSpan(value: unknown): Range | undefined {
  const unit = textAt(value, "unit") ?? "";
  const amount = valueAt(value, "value");
  const n = typeof amount === "number" && amount >= 0 && amount < 1000 ? amount : undefined;
  if (unit === "Years") return n === undefined ? undefined : { from: n * 365 * DAY, to: n * 366 * DAY };
  const span = UNITS[unit];
  if (!span) return undefined;
  return n === undefined ? { from: span.least, to: span.next } : { from: n * span.least, to: n * span.most };
}

/** The same in ISO 8601: one duration, or a range. */
export function isoSpan({ from, to }: Range): string | [string, string] {
  return from === to ? toIsoSpan(from) : [toIsoSpan(from), toIsoSpan(to)];
}

/** The same in words. */
export function spanText(value: unknown): string {
  return [textAt(value, "value"), textAt(value, "unit")?.toLowerCase()].filter((part) => part).join(" ");
}
