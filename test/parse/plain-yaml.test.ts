import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Source } from "../../src/model/source.js";
import { parsePlainYaml } from "../../src/parse/plain-yaml.js";
import { parseReferenceYaml } from "../../src/parse/yaml.js";

/** Compares with the reference parser; false where the text was left to others. */
function same(text: string): boolean {
  const plain = parsePlainYaml(text);
  if (plain === undefined) return false;
  const reference = parseReferenceYaml(new Source("a.yaml", text), 0, text.length);
  expect(reference.problems, text).toEqual([]);
  expect(plain.data, text).toEqual(reference.data);
  return true;
}

test.each([
  "a: 1\n",
  "a:\n  b:\n    - c: d\n      e:\n      - f\n    -   g: h\n        i: j\n\n\nk:\n- l\n- m: n\nz:\n",
  "a: text of words, with [brackets] and a colon:inside   \nb: 10:45\nc: it's\nd: http://x.example/#y\n",
  'a: "b: c # d"  \ne: \'f\'\ng: ""\n',
  'a: [b, c d, "e, f", [], {}]\ng: {h: 10:45, i: [j], k: true}\n',
  "a: 'it''s'\nb: ['', '''', -5]\nc: -PT3M\nd: -5\n",
  'a: "b \\"c\\" d\\\\"\n',
  "- a\n- b: c\n  d: e\n- [f]\n",
  "a: null\nb: x~\n\nc: True\nd: 007\ne: 1.50\nf: .5\n",
  "__proto__: a\nconstructor: b\n",
])("reads %j as the reference does", (text) => {
  expect(same(text)).toBe(true);
});

test.each([
  "",
  " a: 1\n",
  "a: 1\na: 2\n",
  "a: b\n  c\n",
  "a: b: c\n",
  "a: b # c\n",
  "# a\nb: c\n",
  "a:\n    b: c\n  d: e\n",
  "a:\n  - b\n  c: d\n",
  "a:\n- b\n  c\n",
  "a:\tb\n",
  "a: b\r\n",
  'a: "b\\n"\n',
  'a: "b" c\n',
  "a: |\n  b\n",
  "a: [b\n",
  "a: [b,\n  c]\n",
  "a: [b, ]\n",
  "a: [b: c]\n",
  "a: {b}\n",
  "a: {b: }\n",
  "a: {b: c}}\n",
  "a: {b: c, b: d}\n",
  "true: a\n",
  "a: &b c\n",
  "a: 0x1F\n",
  "a: \u00a0b\n",
  "- a\n-\n",
])("leaves %j to others", (text) => {
  expect(parsePlainYaml(text)).toBeUndefined();
});

test("reads the front matter of the example, and pieces of it with other signs in them, as the reference does", () => {
  const folder = new URL("../../postmortems/incidents/", import.meta.url);
  const texts = readdirSync(folder).flatMap((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return /^\d/.test(name) ? text.slice(4, text.indexOf("\n---\n", 4) + 1) : [];
  });
  for (const text of texts) expect(parsePlainYaml(text), text).toBeDefined();
  const signs = ["\n", "\n  ", " ", ": ", "- ", "#", '"', "'", "[", "]", "{", "}", ",", "&", "|", "?", "~", "null", ""];
  let read = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(200),
      fc.array(fc.tuple(fc.nat(400), fc.nat(2), fc.constantFrom(...signs)), { maxLength: 3 }),
      (text, line, changes) => {
        let piece = `${text
          .split("\n")
          .slice(line, line + 6)
          .join("\n")}\n`;
        for (const [at, removed, sign] of changes)
          piece = piece.slice(0, at % piece.length) + sign + piece.slice((at % piece.length) + removed);
        if (same(piece)) read++;
      },
    ),
    { numRuns: 1000 },
  );
  expect(read).toBeGreaterThan(50);
});
