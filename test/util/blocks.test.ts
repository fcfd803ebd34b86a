import { expect, test } from "vitest";
import { Blocks } from "../../src/util/blocks.js";

test("what is taken has its length and is nobody else's, also after a block is full", () => {
  const blocks = new Blocks();
  const sizes = [0, 1, 9_000, 9_000, 20_000, 100_000, 300_000, 60_000, 60_000, 60_000, 0, 5];
  const taken = sizes.map((size, at) => blocks.take(size).fill(at + 1));
  expect(taken.map(({ length }) => length)).toEqual(sizes);
  for (const [at, bytes] of taken.entries()) expect(bytes.every((byte) => byte === at + 1)).toBe(true);
});
