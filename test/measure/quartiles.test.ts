import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quartilesOf } from "../../src/measure/quartiles.js";

const exactly = (...values: number[]) => values.map((value) => ({ from: value, to: value }));

describe("quartiles", () => {
  test("interpolate between the values beside them", () => {
    expect(quartilesOf(exactly(40, 10, 30, 20))).toMatchObject({
      n: 4,
      least: { from: 10, to: 10 },
      lower: { from: 17.5, to: 17.5 },
      median: { from: 25, to: 25 },
      upper: { from: 32.5, to: 32.5 },
      most: { from: 40, to: 40 },
    });
  });

  test("need four values, and a median one", () => {
    expect(quartilesOf(exactly(1, 2, 3))).toMatchObject({ lower: null, upper: null, median: { from: 2, to: 2 } });
    expect(quartilesOf([])).toBeNull();
  });

  test("stay bounds where a value has none", () => {
    const open = [...exactly(1, 2, 3), { from: 4, to: Number.POSITIVE_INFINITY }];
    expect(quartilesOf(open)?.upper).toEqual({ from: 3.25, to: Number.POSITIVE_INFINITY });
    const below = [{ from: Number.NEGATIVE_INFINITY, to: 0 }, ...exactly(1, 2, 3)];
    expect(quartilesOf(below)?.lower).toEqual({ from: Number.NEGATIVE_INFINITY, to: 0.75 });
  });
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
