import { expect, test } from "vitest";
import { Source } from "../../src/model/source.js";

const TEXT = "one\r\ntwo\rthree\n\nfive\n";
const STARTS = [0, 5, 9, 15, 16, 21];

test("every offset has its line and column, in whatever order they are asked for", () => {
  const offsets = Array.from({ length: TEXT.length + 1 }, (_, offset) => offset);
  const expected = offsets.map((offset) => {
    const line = STARTS.filter((start) => start <= offset).length;
    return { line, column: offset - (STARTS[line - 1] ?? 0) + 1 };
  });
  const placesOf = (source: Source, order: readonly number[]) =>
    new Map(order.map((offset) => [offset, source.place(offset, offset)]));
  for (const order of [offsets, offsets.toReversed()]) {
    const places = placesOf(new Source("a", TEXT), order);
    for (const [offset, at] of expected.entries())
      expect(places.get(offset)).toEqual({ ...at, endLine: at.line, endColumn: at.column });
  }
});

test("every line is found by its number, also before others, and none after the last", () => {
  const lines = ["one", "two", "three", "", "five", ""];
  for (const order of [[1, 2, 3, 4, 5, 6], [6, 1, 3], [4], [5, 2]])
    for (const source = new Source("a", TEXT); order.length > 0; ) {
      const line = order.shift() ?? 0;
      expect(source.line(line)).toBe(lines[line - 1]);
      expect(source.lineStart(line)).toBe(STARTS[line - 1]);
    }
  expect(new Source("a", TEXT).line(7)).toBe(undefined);
  expect(new Source("a", TEXT).lineStart(7)).toBe(TEXT.length);
  expect(new Source("a", "").line(1)).toBe("");
});
