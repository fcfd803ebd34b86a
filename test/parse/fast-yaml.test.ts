import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Document } from "yaml";
import { Source } from "../../src/model/source.js";
import { parseFastYaml } from "../../src/parse/fast-yaml.js";
import { parseReferenceYaml } from "../../src/parse/yaml.js";
import type { YamlPlaces } from "../../src/parse/yaml-places.js";

/** Everything that can be asked of the places of a value, in order. */
function placesIn(data: unknown, places: YamlPlaces): unknown[] {
  if (typeof data !== "object" || data === null) return [];
  const keys = Array.isArray(data) ? [...data.keys()] : Object.keys(data);
  return [
    places.of(data),
    ...keys.flatMap((key) => [
      [key, places.key(data, key), places.value(data, key)],
      ...placesIn((data as Record<string | number, unknown>)[key], places),
    ]),
  ];
}

/** Compares the two parsers; false where the fast one left the text to the reference. */
function same(text: string, start = 0, end = text.length): boolean {
  const source = new Source("a.yaml", text);
  const fast = parseFastYaml(source, start, end);
  if (fast === undefined) return false;
  const reference = parseReferenceYaml(source, start, end);
  expect(reference.problems, text).toEqual([]);
  expect(fast.data, text).toEqual(reference.data);
  expect(placesIn(fast.data, fast.places), text).toEqual(placesIn(reference.data, reference.places));
  return true;
}

test("reads every file of the example collections as the reference does, and leaves none to it", () => {
  for (const folder of [
    "../../postmortems/",
    "../../templates/scaffold/collection/",
    "../../templates/scaffold/demo/",
  ]) {
    const root = new URL(folder, import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => /\.(yaml|md)$/.test(name) && !/^(README|about)/.test(name))) {
      const text = readFileSync(new URL(file, root), "utf8");
      const start = file.endsWith(".md") ? 4 : 0;
      const end = file.endsWith(".md") ? text.indexOf("\n---\n", 4) + 1 : text.length;
      expect(same(text, start, end), file).toBe(true);
    }
  }
});

test.each([
  "a: 1\nb: -2.5\nc: 1e3\nd: 007\ne: +4\nf: 1.\ng: .5\n",
  "a: null\nb: ~\nc:\nd: True\ne: no\nf: 2026-03-14\ng: 10:45\nh: 1_000\ni: -\n",
  "a: {}\nb: []\nc: {x: , y: [1, , ]}\n",
  "a: {}\nb: [ ]\nc: { x: 1 } # note }\nd: [1, # ]\n  2]\n",
  "- a\n-   - b\n    - c\n- {d: e}\n- 'f''g'\n",
  "a: >-\n  folded\n  text\n\nb: |\n  lit\n   more\nc: |2\n   x\n",
  'a: "esc\\"aped \\u0041"\nb: multi\n  line\nc: \'two\n  lines\'\n',
  "# first\na: 1 # one\n# between\nb:\n  # inner\n  c: 2\n",
  "a: 1\r\nb:\r\n  - x\r\n  - y\r\n",
  "title: \u{1F600} 漢字: no\n".replace(": no", " no"),
])("reads %j as the reference does", (text) => {
  same(text);
});

test.each([
  "a: &x 1\nb: *x\n",
  "a: !!str 1\n",
  "%YAML 1.2\n---\na: 1\n",
  "a: 1\na: 2\n",
  "1: a\n",
  "- a\n-\n",
  "? [a]\n: b\n",
  "a: 1\n---\nb: 2\n",
  "\ta: 1\n",
  "a: [1, 2\n",
  "a: {x: 1\n",
  "a: 0x1F\n",
  "a: .inf\n",
  "a:\n  b: \u2003\n",
  `${"[".repeat(200)}`,
])("leaves %j to the reference", (text) => {
  expect(parseFastYaml(new Source("a.yaml", text), 0, text.length)).toBeUndefined();
});

test("reads generated documents as the reference does", () => {
  const scalar = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom(
      "a: b",
      "- x",
      "# c",
      "it's",
      '"q"',
      "multi\nline",
      " lead",
      "null",
      "12",
      "2026-03-14T09:02:00Z",
      "a,b",
      "[x]",
      "",
    ),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      scalar,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie("value"), { maxKeys: 4 }),
    ),
  }));
  let read = 0;
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value, { minKeys: 1, maxKeys: 5 }),
      fc.constantFrom("BLOCK_FOLDED", "BLOCK_LITERAL", "QUOTE_DOUBLE", "QUOTE_SINGLE", "PLAIN"),
      fc.boolean(),
      (data, style, flow) => {
        const document = new Document(data);
        if (flow && document.contents) (document.contents as unknown as { flow: boolean }).flow = true;
        if (same(document.toString({ defaultStringType: style as "PLAIN", lineWidth: 40 }))) read++;
      },
    ),
    { numRuns: 600 },
  );
  expect(read).toBeGreaterThan(300);
});
