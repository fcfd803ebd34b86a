import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aroundMiddle, dodge } from "../../../src/render/kit/charts/dodge.js";
import { type Flag, placeFlags, spanOf } from "../../../src/render/kit/charts/place-flags.js";
import { spread } from "../../../src/render/kit/charts/spread.js";
import { el, printSvg } from "../../../src/render/kit/charts/svg.js";
import { textWidth } from "../../../src/render/kit/charts/text-width.js";

describe("labels on poles", () => {
  const flags = fc
    .array(fc.record({ x: fc.integer({ min: 0, max: 690 }), reach: fc.integer({ min: 10, max: 260 }) }), {
      maxLength: 12,
    })
    .map((all): Flag[] => {
      const sorted = all.sort((a, b) => a.x - b.x);
      const apart = spread(
        sorted.map(({ x }) => x),
        7,
      );
      return sorted.map(({ reach }, at) => ({ x: apart[at] ?? 0, reach, overhang: 0 }));
    });

  test("never cover each other, and no pole runs through a label", () => {
    fc.assert(
      fc.property(flags, (all) => {
        const placed = placeFlags(all, 690);
        expect(placed).toHaveLength(all.length);
        const boxes = all.map((flag, at) => ({ ...spanOf(flag, placed[at]?.side ?? "right"), x: flag.x }));
        for (const [i, a] of boxes.entries()) {
          for (const [j, b] of boxes.entries()) {
            const [levelA, levelB] = [placed[i]?.level ?? 0, placed[j]?.level ?? 0];
            if (i < j && levelA === levelB) expect(a.to < b.from || b.to < a.from).toBe(true);
            // The pole of b stands between the axis and its own row.
            if (i !== j && levelA < levelB) expect(b.x <= a.from || b.x >= a.to).toBe(true);
          }
        }
      }),
    );
  });

  test("stand to the right, and to the left where the picture ends", () => {
    const flag = (x: number): Flag => ({ x, reach: 100, overhang: 0 });
    expect(placeFlags([flag(0), flag(300), flag(690)], 690)).toEqual([
      { side: "right", level: 0 },
      { side: "right", level: 0 },
      { side: "left", level: 0 },
    ]);
  });

  test("of ten marks within two minutes fall like stairs", () => {
    const all = Array.from({ length: 10 }, (_, at): Flag => ({ x: at * 7, reach: 120, overhang: 0 }));
    expect(placeFlags(all, 690).map(({ level }) => level)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });
});

describe("places that are too close", () => {
  test("move apart as little as possible, each group around its own middle", () => {
    expect(spread([100, 100, 100, 400], 10)).toEqual([90, 100, 110, 400]);
    expect(spread([0, 50, 200], 10)).toEqual([0, 50, 200]);
  });

  test("are at least the gap apart, in the same order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 })), (places) => {
        const sorted = places.sort((a, b) => a - b);
        const apart = spread(sorted, 7);
        for (const [at, x] of apart.slice(1).entries()) expect(x - (apart[at] ?? 0)).toBeGreaterThan(7 - 1e-6);
      }),
    );
  });

  test("get rows of their own, around a middle", () => {
    expect(dodge([10, 12, 50, 14, 13], 5)).toEqual([0, 1, 0, 2, 3]);
    expect([0, 1, 2, 3].map(aroundMiddle)).toEqual([0, 1, -1, 2]);
  });
});

test("what a chart says is escaped, in texts and in attributes", () => {
  const tree = el("a", { href: '"><script>', class: null }, el("title", {}, "</title><b> & more"), "x");
  expect(printSvg(tree)).toBe(
    '<a href="&quot;&gt;&lt;script&gt;"><title>&lt;/title&gt;&lt;b&gt; &amp; more</title>x</a>',
  );
});

test("a text is thought wider than it is in any system font", () => {
  // As Chromium sets them in DejaVu Sans.
  expect(textWidth("detected", 13, true)).toBeGreaterThanOrEqual(63);
  expect(textWidth("Restore observability of the decision path", 12)).toBeGreaterThanOrEqual(245);
});
