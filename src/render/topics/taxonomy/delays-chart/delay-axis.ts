import { scaleLog } from "d3-scale";
import type { Range } from "../../../../model/values/range.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../util/time-units.js";

/** Places on the axis. `minor` ones have no label on a narrow screen. */
const TICKS: readonly { at: number; label: string; minor: boolean }[] = [
  { at: MINUTE_MS, label: "≤ 1 min", minor: false },
  { at: 10 * MINUTE_MS, label: "10 min", minor: true },
  { at: HOUR_MS, label: "1 h", minor: false },
  { at: DAY_MS, label: "1 day", minor: false },
  { at: 7 * DAY_MS, label: "1 week", minor: true },
  { at: 30 * DAY_MS, label: "1 month", minor: true },
  { at: 365 * DAY_MS, label: "1 year", minor: false },
  { at: 3650 * DAY_MS, label: "10 years", minor: true },
];

/** The position of detections before the effect, and where the axis begins after it, as shares of the width. */
const EARLY = 0.045;
const AFTER_EARLY = 0.14;
const EDGE = 0.01;

export interface DelayAxis {
  /** From a delay to a share of the width. What is below a minute stands on the first tick; an open end reaches an end of the axis. */
  x: (ms: number) => number;
  /** The position of incidents detected before they began; null if there are none. */
  early: number | null;
  ticks: { x: number; label: string; minor: boolean; anchor: "start" | "middle" | "end" }[];
}

/** A logarithmic axis from a minute to the longest delay, with one place at the left for negative delays. */
export function delayAxis(delays: readonly Range[]): DelayAxis {
  const longest = Math.max(DAY_MS, ...delays.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite));
  const last = TICKS.findIndex((tick) => tick.at >= longest);
  const ticks = TICKS.slice(0, last < 0 ? undefined : last + 1);
  const early = delays.some(isEarly) ? EARLY : null;
  const end = Math.max(longest, ticks.at(-1)?.at ?? DAY_MS);
  const scale = scaleLog([MINUTE_MS, end], [early ? AFTER_EARLY : EDGE, 1 - EDGE]);
  return {
    x: (ms) => scale(Math.min(Math.max(ms, MINUTE_MS), end)),
    early,
    ticks: ticks.map(({ at, label, minor }, index) => ({
      x: scale(at),
      label,
      minor,
      anchor: index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle",
    })),
  };
}

/** Whether it was certainly detected before it began. */
export function isEarly(delay: Range): boolean {
  return delay.to < 0;
}
