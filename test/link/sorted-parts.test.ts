import fc from "fast-check";
import { expect, test } from "vitest";
import { sortParts } from "../../src/link/sorted-parts.js";

interface Item {
  key: number;
}

const compare = (a: Item, b: Item) => a.key - b.key;
const part = fc.array(fc.record({ key: fc.integer({ min: 0, max: 50 }) }), { maxLength: 30 });
const keysOf = ({ sorted }: { sorted: readonly Item[] }) => sorted.map(({ key }) => key);

test("whatever parts come and go, the items are those of all parts, in order", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), fc.array(part, { maxLength: 5 }), fc.nat(), (parts, added, gone) => {
      const before = sortParts(parts, compare);
      const now = [...parts.filter((_, at) => parts.length > 0 && at !== gone % parts.length), ...added];
      const after = sortParts(now, compare, before);
      expect(keysOf(after)).toEqual(
        now
          .flat()
          .map(({ key }) => key)
          .sort((a, b) => a - b),
      );
      expect(new Set(after.sorted)).toEqual(new Set(now.flat()));
      expect(keysOf(sortParts(parts, compare, after))).toEqual(keysOf(before));
    }),
  );
});

test("a part that changes is compared with each of the others' items a few times, and these not with each other", () => {
  const parts = Array.from({ length: 1000 }, (_, at) => [{ key: at }, { key: 1000 - at }]);
  const before = sortParts(parts, compare);
  let compared = 0;
  const counting = (a: Item, b: Item) => {
    compared++;
    return compare(a, b);
  };
  sortParts([...parts.slice(1), [{ key: 500 }]], counting, before);
  expect(compared).toBeLessThanOrEqual(before.sorted.length + 1);
});
