import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paged } from "../../../src/render/shared/paging.js";

const numbersOf = (count: number, number: number) =>
  paged("list/index.html", Array.from({ length: count * 2 }), 2)[number - 1]?.pager.pages.map(
    (page) => `${page.gap ? "… " : ""}${page.current ? `[${page.number}]` : page.number}`,
  );

describe("the pages that a pager shows", () => {
  test("are all of a few, and of many the first, the last and those around", () => {
    expect(numbersOf(1, 1)).toEqual([]);
    expect(numbersOf(3, 1)).toEqual(["[1]", "2", "3"]);
    expect(numbersOf(7, 4)).toEqual(["1", "2", "3", "[4]", "5", "6", "7"]);
    expect(numbersOf(38, 1)).toEqual(["[1]", "2", "3", "… 38"]);
    expect(numbersOf(38, 20)).toEqual(["1", "… 18", "19", "[20]", "21", "22", "… 38"]);
    expect(numbersOf(38, 5)).toEqual(["1", "2", "3", "4", "[5]", "6", "7", "… 38"]);
  });

  test("rise, hold the current one, and leave out nothing that a gap does not show", () => {
    const list = fc.integer({ min: 2, max: 300 }).chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)));
    fc.assert(
      fc.property(list, ([count, at]) => {
        const pages = paged("list/index.html", Array.from({ length: count }), 1)[at]?.pager.pages ?? [];
        expect(pages.length).toBeLessThanOrEqual(9);
        expect(pages.filter(({ current }) => current).map(({ number }) => number)).toEqual([at + 1]);
        expect([pages[0]?.number, pages.at(-1)?.number]).toEqual([1, count]);
        pages.slice(1).forEach(({ number, gap }, before) => {
          const step = number - (pages[before]?.number ?? 0);
          expect(gap ? step > 2 : step === 1).toBe(true);
        });
      }),
    );
  });
});
