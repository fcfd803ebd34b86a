import { expect, test } from "vitest";
import type { AnyDocument } from "../../../src/model/collection.js";
import { readingMinutes } from "../../../src/render/shared/reading-minutes.js";

test.each([
  ["", {}, 0],
  [" \n\t ", {}, 0],
  ["word", {}, 1],
  [` ${"word \n ".repeat(220)}`, {}, 1],
  ["word ".repeat(221), {}, 2],
  ["word ".repeat(219), { id: "one-word", summary: "two words" }, 2],
  ["word ".repeat(219), { id: "one-word", owner: "2026-11-29" }, 1],
])("the text %j and the fields %j take %i min to read", (text, data, minutes) => {
  expect(readingMinutes({ body: { text }, data } as unknown as AnyDocument)).toBe(minutes);
});
