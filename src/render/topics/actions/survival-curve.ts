import type { Survival } from "../../../measure/survival.js";

/** The share still to be done, by days, as a step line with its interval. Widths are shares of 100, heights pixels. */
export interface SurvivalCurve {
  height: number;
  /** The bottom of the plot. */
  base: number;
  /** From one day on which something was done to the next. */
  steps: {
    from: number;
    to: number;
    width: number;
    y: number;
    top: number;
    bandHeight: number;
    /** Whether the line falls at its end, and to where. */
    falls: boolean;
    drop: number;
  }[];
  /** Where one not done stands today. */
  censored: { x: number; y: number; end: number }[];
  ticks: { x: number; label: string; anchor: string }[];
  levels: { y: number; textY: number; label: string }[];
  /** The numbers of the picture. */
  points: { days: number; atRisk: number; done: number; share: string; within: string }[];
  /** Whether `points` are some round days, each with all that was done by then and what was left to do after it. */
  summed: boolean;
  n: number;
  done: number;
}

const HEIGHT = 170;
const TOP = 8;
const BASE = 150;
const STEPS = [1, 7, 14, 30, 60, 90, 180, 365, 730, 1825];
const TICKS = 6;

/** More steps than this nobody sees, and more rows than that nobody reads. */
const STRETCHES = 120;
const ROWS = 20;
const MILESTONES = [7, 14, 30, 60, 90, 180, 365, 730];

/** The curve, or null where nothing is done yet: a line that never falls tells nothing. */
export function survivalCurve(survival: Survival): SurvivalCurve | null {
  const { n, done, points, censored } = survival;
  if (done === 0) return null;
  const most = Math.max(points.at(-1)?.days ?? 0, censored.at(-1) ?? 0, 1);
  const x = (days: number) => round((days / most) * 100);
  const y = (share: number) => round(BASE - share * (BASE - TOP));
  const seen = lastOfEach(points, ({ days }) => Math.floor((days / most) * STRETCHES));
  const stretches = [{ days: 0, share: 1, low: 1, high: 1 }, ...seen];
  const tick = STEPS.find((step) => most / step <= TICKS) ?? STEPS.at(-1) ?? most;
  return {
    height: HEIGHT,
    base: BASE,
    steps: stretches.map(({ days, share, low, high }, at) => {
      const next = stretches[at + 1];
      return {
        from: x(days),
        to: x(next?.days ?? most),
        width: round(x(next?.days ?? most) - x(days)),
        y: y(share),
        top: y(high),
        bandHeight: round(y(low) - y(high)),
        falls: next !== undefined,
        drop: y(next?.share ?? share),
      };
    }),
    censored: lastOfEach(censored, (days) => Math.floor((days / most) * STRETCHES)).map((days) => {
      const at = y(stretches.findLast((point) => point.days <= days)?.share ?? 1);
      return { x: x(days), y: at - 5, end: at + 5 };
    }),
    ticks: Array.from({ length: Math.floor(most / tick) + 1 }, (_, at) => at * tick).map((days) => ({
      x: x(days),
      label: String(days),
      anchor: days === 0 ? "start" : days === most ? "end" : "middle",
    })),
    levels: [1, 0.5, 0].map((share) => ({ y: y(share), textY: y(share) - 3, label: `${share * 100}%` })),
    points: rowsOf(survival).map((point) => ({
      days: point.days,
      atRisk: point.atRisk,
      done: point.done,
      share: percent(point.share),
      within: `${percent(point.low)} to ${percent(point.high)}`,
    })),
    summed: points.length > ROWS,
    n,
    done,
  };
}

/** Every day on which something was done, or where these are many, what had come about by some round days. */
function rowsOf({ n, points, censored }: Survival): Survival["points"] {
  if (points.length <= ROWS) return points;
  return MILESTONES.flatMap((days) => {
    const until = points.filter((point) => point.days <= days);
    const last = until.at(-1);
    if (last === undefined || days > (points.at(-1)?.days ?? 0)) return [];
    const done = until.reduce((sum, point) => sum + point.done, 0);
    return [{ ...last, days, done, atRisk: n - done - censored.filter((one) => one < days).length }];
  });
}

function lastOfEach<T>(items: readonly T[], key: (item: T) => number): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
