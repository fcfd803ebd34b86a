import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quartilesOf } from "../../src/measure/quartiles.js";

const exactly = (...values: number[]) => values.map((value) => ({ from: value, to: value }));

/** 10, 20, 30 and so on. */
const tens = (n: number) => Array.from({ length: n }, (_, at) => 10 * (at + 1));

describe("quartiles", () => {
  test("interpolate between the values beside them", () => {
    expect(quartilesOf(exactly(...tens(12).reverse()))).toEqual({
      n: 12,
      least: { from: 10, to: 10 },
      lower: { from: 37.5, to: 37.5 },
      median: { from: 65, to: 65 },
      upper: { from: 92.5, to: 92.5 },
      most: { from: 120, to: 120 },
    });
  });

  test("need twelve values", () => {
    expect(quartilesOf(exactly(...tens(11)))).toMatchObject({ lower: null, upper: null, median: { from: 60, to: 60 } });
    expect(quartilesOf(exactly(...tens(12)))?.lower).not.toBeNull();
    expect(quartilesOf(exactly(...tens(12)))?.upper).not.toBeNull();
  });

  test("stay bounds where a value has none", () => {
    const open = [...exactly(...tens(9)), ...Array(3).fill({ from: 95, to: Number.POSITIVE_INFINITY })];
    expect(quartilesOf(open)?.upper).toEqual({ from: 91.25, to: Number.POSITIVE_INFINITY });
    const below = [...Array(3).fill({ from: Number.NEGATIVE_INFINITY, to: 0 }), ...exactly(...tens(9))];
    expect(quartilesOf(below)?.lower).toEqual({ from: Number.NEGATIVE_INFINITY, to: 7.5 });
  });
});

describe("a median", () => {
  test("needs six values", () => {
    expect(quartilesOf(exactly(...tens(5)))).toMatchObject({ n: 5, median: null, least: { from: 10, to: 10 } });
    expect(quartilesOf(exactly(...tens(6)))?.median).toEqual({ from: 35, to: 35 });
  });

  test("of ranges runs from the median of the lower ends to that of the upper ends", () => {
    const ranges = [...exactly(1, 2, 3, 4), { from: 0, to: 9 }, { from: 5, to: 8 }];
    expect(quartilesOf(ranges)?.median).toEqual({ from: 2.5, to: 3.5 });
  });
});

test("no values have no quartiles", () => {
  expect(quartilesOf([])).toBeNull();
});

const range = fc
  .tuple(fc.integer({ min: -1000, max: 100_000 }), fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([from, width, share]) => ({ range: { from, to: from + width }, point: from + width * share }));

test("every figure holds what a choice of points within the ranges would give", () => {
  fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 40 }), (all) => {
      const wide = quartilesOf(all.map((one) => one.range));
      const chosen = quartilesOf(all.map(({ point }) => ({ from: point, to: point })));
      for (const figure of ["least", "lower", "median", "upper", "most"] as const) {
        const [outer, inner] = [wide?.[figure], chosen?.[figure]];
        if (inner == null) expect(outer).toBeNull();
        else {
          expect(outer?.from).toBeLessThanOrEqual(inner.from + 1e-6);
          expect(outer?.to).toBeGreaterThanOrEqual(inner.to - 1e-6);
        }
      }
    }),
  );
});
