import { expect, test } from "vitest";
import { bareObject, compactObject } from "../../src/util/bare-object.js";

test.each([1, 16, 17, 200])("a compact object of %i keys has them in their order, and no prototype", (count) => {
  const object = bareObject();
  for (const key of ["__proto__", '"quoted"', ...Array.from({ length: count - 1 }, (_, at) => `key${at}`)])
    object[key] = { key };
  const compact = compactObject(object);
  expect(Object.entries(compact)).toEqual(Object.entries(object));
  expect(Object.getPrototypeOf(compact)).toBe(null);
});
