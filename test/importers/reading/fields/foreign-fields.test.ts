import { expect, test } from "vitest";
import { splitForeign } from "../../../../src/importers/reading/fields/foreign-fields.js";

test.each([
  ["---\ntitle: Mail was late\ntags: [a]\n---\nText\n", "yaml", { title: "Mail was late", tags: ["a"] }, "Text\n"],
  ["\n---\ntitle: x\n---", "yaml", { title: "x" }, ""],
  ["---\ntitle: x\n...\nText", "yaml", { title: "x" }, "Text"],
  [
    "---\ntitle: Keys: lost\naffected:\n  - API\n  - 'Sign-in'\n---\nText",
    "yaml",
    { title: "Keys: lost", affected: ["API", "Sign-in"] },
    "Text",
  ],
  [
    "+++\ntitle = 'x'\ndate = 2022-02-03\nat = 2022-02-03T04:05:06Z\n+++\nText",
    "toml",
    { title: "x", date: "2022-02-03", at: "2022-02-03T04:05:06.000Z" },
    "Text",
  ],
  ["```toml\n[advisory]\nid = 'X'\n```\n# Title\n", "toml", { advisory: { id: "X" } }, "# Title\n"],
  ["---\n---\nText", "yaml", {}, "Text"],
])("the fields of %j", (text, format, data, body) => {
  const split = splitForeign(text);
  expect(split.front).toMatchObject({ format, data });
  expect(split.body).toBe(body);
});

test.each([
  "# Title\n\n---\n\nText\n",
  "---\n\nA rule above.\n\n---\n\nText\n",
  "---\ntitle: not closed\n",
  "```toml\na = 1\n",
  "",
])("no fields in %j", (text) => {
  expect(splitForeign(text)).toEqual({ front: null, body: text });
});

test("aliases that would grow without end are no fields", () => {
  const bomb = `a: &a [x, x]\n${"bcdefghij"
    .split("")
    .map((name, i) => `${name}: &${name} [*${"abcdefghi"[i]}, *${"abcdefghi"[i]}]\n`)
    .join("")}`;
  expect(JSON.stringify(splitForeign(`---\n${bomb}---\nText`).front?.data ?? {}).length).toBeLessThan(1000);
});
