import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceInterval, shareInterval } from "../../src/measure/share-interval.js";

// Examples of R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872 and 873–890.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("%i of %i lies between what Wilson's interval says", (count, n, from, to) => {
  const interval = shareInterval(count, n);
  expect(interval?.from).toBeCloseTo(from, 4);
  expect(interval?.to).toBeCloseTo(to, 4);
});

test("the difference of 56 of 70 and 48 of 80 is what Newcombe says", () => {
  const interval = differenceInterval({ count: 56, n: 70 }, { count: 48, n: 80 });
  expect(interval?.from).toBeCloseTo(0.0524, 4);
  expect(interval?.to).toBeCloseTo(0.3339, 4);
});

test("of none there is no interval", () => {
  expect(shareInterval(0, 0)).toBeNull();
  expect(differenceInterval({ count: 0, n: 0 }, { count: 1, n: 2 })).toBeNull();
});

const counted = fc
  .integer({ min: 1, max: 500 })
  .chain((n) => fc.record({ n: fc.constant(n), count: fc.integer({ min: 0, max: n }) }));

test("an interval holds its share, stays within 0 and 1, and mirrors", () => {
  fc.assert(
    fc.property(counted, ({ count, n }) => {
      const { from, to } = shareInterval(count, n) ?? { from: Number.NaN, to: Number.NaN };
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThanOrEqual(count / n);
      expect(to).toBeGreaterThanOrEqual(count / n);
      expect(to).toBeLessThanOrEqual(1);
      expect(shareInterval(n - count, n)?.from).toBeCloseTo(1 - to, 9);
    }),
  );
});

test("the difference holds its estimate, and turns round with its sides", () => {
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      const there = differenceInterval(a, b) ?? { from: Number.NaN, to: Number.NaN };
      const difference = a.count / a.n - b.count / b.n;
      expect(there.from).toBeLessThanOrEqual(difference);
      expect(there.to).toBeGreaterThanOrEqual(difference);
      const back = differenceInterval(b, a);
      expect(back?.from).toBeCloseTo(-there.to, 9);
      expect(back?.to).toBeCloseTo(-there.from, 9);
    }),
  );
});
