/** How long one thing has taken, in days; `done` is false where it is not done yet, so that it took at least that long. */
export interface Observation {
  days: number;
  done: boolean;
}

/** What is known at one day at which something was done. */
interface SurvivalPoint {
  days: number;
  /** How many were still to be done just before. */
  atRisk: number;
  done: number;
  /** The estimated share that is still to be done after that day, with its 95% interval. */
  share: number;
  low: number;
  high: number;
}

/** The share still to be done, by day. */
export interface Survival {
  n: number;
  /** How many of `n` are done; the others are censored. */
  done: number;
  points: readonly SurvivalPoint[];
  /** How long each of those not done has taken so far, in days, the shortest first. */
  censored: readonly number[];
  /** The day by which half is done; null where half is not done. */
  median: number | null;
  /** The 95% interval of the median; `to` is null where the interval has no upper end. Null where it has no lower end either. */
  medianWithin: { from: number; to: number | null } | null;
}

const Z = 1.959964;

/**
 * The Kaplan–Meier estimate (Kaplan and Meier 1958), so that what is not done yet counts for as long as it has been
 * waiting instead of being dropped. Intervals by Greenwood's variance on the log-log scale, which keeps them within 0
 * and 1; that of the median as Brookmeyer and Crowley (1982) have it.
 */
export function survival(observations: readonly Observation[]): Survival {
  const sorted = [...observations].sort((a, b) => a.days - b.days);
  const doneOn = new Map<number, number>();
  for (const { days, done } of sorted) if (done) doneOn.set(days, (doneOn.get(days) ?? 0) + 1);
  let share = 1;
  let greenwood = 0;
  let before = 0;
  const points = [...doneOn].map(([day, done]): SurvivalPoint => {
    while ((sorted[before]?.days ?? day) < day) before += 1;
    const atRisk = sorted.length - before;
    share *= (atRisk - done) / atRisk;
    greenwood += done / (atRisk * (atRisk - done));
    return { days: day, atRisk, done, share, ...interval(share, greenwood) };
  });
  const from = points.find(({ low }) => low <= 0.5)?.days;
  return {
    n: observations.length,
    done: observations.filter(({ done }) => done).length,
    points,
    censored: sorted.filter(({ done }) => !done).map((one) => one.days),
    median: points.find((point) => point.share <= 0.5)?.days ?? null,
    medianWithin: from === undefined ? null : { from, to: points.find(({ high }) => high <= 0.5)?.days ?? null },
  };
}

/** At the last day all may be done: then nothing is left to estimate a variance from. */
function interval(share: number, greenwood: number): { low: number; high: number } {
  if (share <= 0) return { low: 0, high: 1 };
  const logarithm = Math.log(share);
  const width = (Z * Math.sqrt(greenwood)) / Math.abs(logarithm);
  return { low: share ** Math.exp(width), high: share ** Math.exp(-width) };
}
