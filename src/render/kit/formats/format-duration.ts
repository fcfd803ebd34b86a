import { isBounded, type Range } from "../../../model/values/range.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../util/time-units.js";

/** How long a duration must be, the unit it is rounded to, and the two units it is written in. */
const SCALES: readonly [below: number, round: number, units: readonly [number, string][]][] = [
  [MINUTE_MS, SECOND_MS, [[SECOND_MS, "s"]]],
  [
    HOUR_MS,
    SECOND_MS,
    [
      [MINUTE_MS, "min"],
      [SECOND_MS, "s"],
    ],
  ],
  [
    DAY_MS,
    MINUTE_MS,
    [
      [HOUR_MS, "h"],
      [MINUTE_MS, "min"],
    ],
  ],
  [
    60 * DAY_MS,
    HOUR_MS,
    [
      [DAY_MS, "day"],
      [HOUR_MS, "h"],
    ],
  ],
  [Number.POSITIVE_INFINITY, DAY_MS, [[DAY_MS, "day"]]],
];

/** A duration that is known as a range as one value: its middle, to the minute from ten minutes on. */
export function aboutDuration(range: Range): string {
  if (range.from === range.to || !isBounded(range)) return formatDurationRange(range);
  const middle = (range.from + range.to) / 2;
  return `about ${formatDuration(Math.abs(middle) < 10 * MINUTE_MS ? middle : Math.round(middle / MINUTE_MS) * MINUTE_MS)}`;
}

type Rounding = (value: number) => number;

/** A duration in at most two units, such as `47 min`, `2 h 35 min` or `219 days`. `ms` may be negative: `−5 min`. */
export function formatDuration(ms: number): string {
  return inUnits(ms, Math.round);
}

function inUnits(ms: number, rounding: Rounding): string {
  const size = Math.abs(ms);
  // The scale is chosen after rounding, so that 59.9996 s becomes 1 min and not 60 s.
  const scale = SCALES.find(([below, round]) => nearest(size, round, rounding) < below);
  const [, round, units] = scale ?? [0, DAY_MS, [[DAY_MS, "day"]] as const];
  let rest = nearest(size, round, rounding);
  const parts = units.flatMap(([unit, name], index) => {
    const last = index === units.length - 1;
    const count = last ? Math.round(rest / unit) : Math.floor(rest / unit);
    rest -= count * unit;
    return count === 0 ? [] : [`${thousands(count)} ${name === "day" && count !== 1 ? "days" : name}`];
  });
  const text = parts.length === 0 ? `0 ${units.at(-1)?.[1] ?? "s"}` : parts.join(" ");
  return ms < 0 && parts.length > 0 ? `−${text}` : text;
}

/** A range of durations, such as `218–219 days`, `47 min to 2 h 35 min`, `at least 3 h`. */
export function formatDurationRange(range: Range): string {
  return formatRange(range, inUnits);
}

/** The same for one that is shown alone: from a day on also in hours, such as `2 days 13 h (61 h)`. */
export function formatDurationAlone(range: Range): string {
  const text = formatDurationRange(range);
  const ends = [range.from, range.to].filter(Number.isFinite).map(Math.abs);
  if (ends.length === 0 || Math.max(...ends) < DAY_MS) return text;
  const inHours = formatRange(range, (ms) => `${ms < 0 ? "−" : ""}${thousands(Math.round(Math.abs(ms) / HOUR_MS))} h`);
  return `${text} (${inHours})`;
}

/** A signed offset, such as `+25 min` or `−5 min`. A range around zero says only that the two are close. */
export function formatOffset(offset: Range): string {
  if (!isBounded(offset)) return formatDurationRange(offset);
  if (offset.from === 0 && offset.to === 0) return "+0 min";
  if (offset.from < 0 && offset.to > 0)
    return `within ${formatDurationRange({ from: Math.max(-offset.from, offset.to), to: Math.max(-offset.from, offset.to) })}`;
  if (offset.to <= 0) return `−${formatDurationRange({ from: -offset.to, to: -offset.from })}`;
  return `+${formatDurationRange(offset)}`;
}

/** A range of counts, such as `3`, `3–5`, `at least 1,000,000`. */
export function formatCountRange(range: Range): string {
  return formatRange(range, (value) => thousands(value));
}

/** A number with commas between thousands, independent of the locale. */
export function thousands(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  const [whole = "0", fraction] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "−" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Writes a range with one formatter for its ends; infinite ends become bounds, which rounding must not make narrower. */
export function formatRange({ from, to }: Range, format: (value: number, rounding: Rounding) => string): string {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return "unknown";
  if (to === Number.POSITIVE_INFINITY) return `at least ${format(from, from < 0 ? Math.ceil : Math.floor)}`;
  if (from === Number.NEGATIVE_INFINITY) return `at most ${format(to, to < 0 ? Math.floor : Math.ceil)}`;
  const [low, high] = [format(from, Math.round), format(to, Math.round)];
  if (low === high) return low;
  const [, lowNumber, lowUnit] = /^([\d.,]+)(?: (\D+))?$/.exec(low) ?? [];
  const [, highNumber, highUnit] = /^([\d.,]+)(?: (\D+))?$/.exec(high) ?? [];
  const sameUnit = lowUnit === highUnit || (lowUnit === "day" && highUnit === "days");
  if (lowNumber && highNumber && sameUnit) return `${lowNumber}–${high}`;
  return `${low} to ${high}`;
}

function nearest(value: number, unit: number, rounding: Rounding): number {
  return rounding(value / unit) * unit;
}
