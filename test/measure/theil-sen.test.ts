import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Slope, type TrendPoint, trendOf } from "../../src/measure/theil-sen.js";

const YEAR = 365.25;
const point = (at: number, day: number, value: number, width = 0): TrendPoint => ({
  id: String(at).padStart(5, "0"),
  day,
  value: { from: value, to: value + width },
});
const yearly = (n: number, value: (year: number) => number) =>
  Array.from({ length: n }, (_, year) => point(year, year * YEAR, value(year)));
const slopeOf = (points: readonly TrendPoint[]): Slope => {
  const trend = trendOf(points);
  if ("reason" in trend) throw new Error(trend.reason);
  return trend;
};

describe("the trend of Theil and Sen", () => {
  test("is the slope of a straight line, and one wild value does not turn it", () => {
    expect(slopeOf(yearly(12, (year) => 3 * year)).perYear.from).toBeCloseTo(3);
    expect(slopeOf(yearly(12, (year) => (year === 5 ? 1e9 : 3 * year))).perYear.from).toBeCloseTo(3);
  });

  /**
   * By hand: ten values a year apart, 0 1 4 9 … 81. The slope of a pair is the sum of its years. The variance of
   * Kendall's S is 10 · 9 · 25 / 18 = 125; (45 − 1.96 · 11.18) / 2 = 11.54, so the interval runs from the 11th to the
   * 35th of the 45 sums in order, which are 1 2 3 3 4 4 5 5 5 6 6 … : the 11th is 6 and, by symmetry, the 35th is 12.
   */
  test("has the interval that Sen gives it", () => {
    const { perYear, within } = slopeOf(yearly(10, (year) => year * year));
    expect(perYear.from).toBeCloseTo(9);
    expect(within.from).toBeCloseTo(6);
    expect(within.to).toBeCloseTo(12);
  });

  test("is not said of nine values, nor of what happened within a year", () => {
    expect(trendOf(yearly(9, (year) => year))).toEqual({ n: 9, reason: "too-few" });
    const month = Array.from({ length: 20 }, (_, at) => point(at, at, at));
    expect(trendOf(month)).toEqual({ n: 20, reason: "too-short" });
  });

  test("has no interval where nearly all are of one day", () => {
    const points = [...Array.from({ length: 11 }, (_, at) => point(at, 0, at)), point(11, 400, 5)];
    expect(slopeOf(points).within.from).toBeLessThanOrEqual(slopeOf(points).perYear.from);
  });

  test("compares each with one other where they are many", () => {
    const { pairs, perYear, within } = slopeOf(
      Array.from({ length: 301 }, (_, at) => point(at, at * 10, 2 * at + ((at * at) % 11))),
    );
    expect(pairs).toBe("halves");
    expect(within.from).toBeLessThan(perYear.from);
    expect(perYear.from).toBeCloseTo(2 * 36.525, 0);
  });
});

const RUNS = { numRuns: 40 };

const points = fc.array(
  fc.record({
    day: fc.nat(4000),
    from: fc.integer({ min: -1000, max: 100_000 }),
    width: fc.nat(5000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 10, maxLength: 90 },
);

test("estimate and interval hold what a choice of points within the ranges would give", () => {
  fc.assert(
    fc.property(points, (all) => {
      const wide = trendOf(all.map(({ day, from, width }, at) => point(at, day, from, width)));
      const chosen = trendOf(all.map(({ day, from, width, share }, at) => point(at, day, from + width * share)));
      if ("reason" in wide || "reason" in chosen) return expect(wide).toEqual(chosen);
      for (const figure of ["perYear", "within"] as const) {
        expect(wide[figure].from).toBeLessThanOrEqual(chosen[figure].from + 1e-6);
        expect(wide[figure].to).toBeGreaterThanOrEqual(chosen[figure].to - 1e-6);
      }
    }),
    RUNS,
  );
});

test("does not depend on the order of the points", () => {
  fc.assert(
    fc.property(points, (all) => {
      const given = all.map(({ day, from, width }, at) => point(at, day, from, width));
      expect(trendOf([...given].reverse())).toEqual(trendOf(given));
    }),
    RUNS,
  );
});
