import { scaleLinear } from "d3-scale";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** An axis of years, or of months where all is within two years. */
export interface TimeAxis {
  /** From milliseconds since the epoch to a share of the width. */
  x: (ms: number) => number;
  ticks: { x: number; label: string }[];
}

/**
 * An axis from the first to the last of some times, with room for at most so many labels.
 * @param range the shares of the width between which it lies
 */
export function timeAxis(times: readonly number[], range: readonly [number, number], labels: number): TimeAxis {
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const years = last.getUTCFullYear() - first.getUTCFullYear() + 1;
  const isMonths = years <= 2;
  const start = isMonths ? first.getUTCMonth() : 0;
  const count = isMonths ? (years - 1) * 12 + last.getUTCMonth() - start + 1 : years * 12;
  const at = (month: number) => Date.UTC(first.getUTCFullYear(), start + month);
  const x = scaleLinear([at(0), at(count)], [...range]).clamp(true);
  const step = isMonths ? Math.ceil(count / labels) : 12 * Math.ceil(years / labels);
  return {
    x,
    ticks: Array.from({ length: Math.ceil(count / step) }, (_, index) => {
      const day = new Date(at(index * step));
      const year = day.getUTCFullYear();
      const month = MONTHS[day.getUTCMonth()];
      return { x: x(day.getTime()), label: isMonths ? `${month} ${year}` : String(year) };
    }),
  };
}
