import fc from "fast-check";
import { expect, test } from "vitest";
import { Source } from "../../src/model/source.js";
import { splitFrontMatter } from "../../src/parse/front-matter.js";

function split(text: string): [yaml: string | undefined, body: string, problems: string[]] {
  const { yaml, bodyStart, problems } = splitFrontMatter(new Source("incidents/a.md", text));
  return [yaml && text.slice(yaml.start, yaml.end), text.slice(bodyStart), problems.map(({ message }) => message)];
}

test.each([
  ["blanks behind the first fence", "---  \ntitle: A\n---\nBody\n"],
  ["a tab behind the first fence", "---\t\ntitle: A\n---\nBody\n"],
  ["blanks behind the last fence", "---\ntitle: A\n--- \t\nBody\n"],
  ["blanks and CRLF", "--- \r\ntitle: A\n--- \r\nBody\n"],
])("%s do not matter", (_, text) => {
  expect(split(text)).toEqual(["title: A\n", "Body\n", []]);
});

test.each([
  ["other text behind the first fence", "--- # no\ntitle: A\n---\n", "Missing front matter"],
  ["blanks before the first fence", " ---\ntitle: A\n---\n", "Missing front matter"],
  ["a fourth dash", "----\ntitle: A\n---\n", "Missing front matter"],
  ["text behind the last fence", "---\ntitle: A\n--- end\n", 'Missing the closing "---" of the front matter'],
])("%s makes it no fence", (_, text, message) => {
  expect(split(text)).toEqual([undefined, "", [message]]);
});

test.each([
  ["a last fence at the end of the file", "---\ntitle: A\n---", ["title: A\n", "", []]],
  ["lines that end in CR alone", "---\rtitle: A\r---\rBody", ["title: A\r", "Body", []]],
  ["no fields", "---\n---\nBody", ["", "Body", []]],
  ["nothing but the first fence", "---", [undefined, "", ['Missing the closing "---" of the front matter']]],
  ["a line separator, which ends no line", "---\n\u2028---\n---\n", ["\u2028---\n", "", []]],
] as const)("%s", (_, text, parts) => {
  expect(split(text)).toEqual(parts);
});

test("fences are the lines that are one", () => {
  const piece = fc.constantFrom("---", "-", " ", "\t", "\n", "\r", "\r\n", "a", "\u2028");
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => `---\n${pieces.join("")}`);
  fc.assert(
    fc.property(text, (text) => {
      const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
      const closing = lines.findIndex((line, number) => number > 0 && /^---[ \t]*(?:\r\n|\r|\n)?$/.test(line));
      const parts = [lines.slice(1, closing).join(""), lines.slice(closing + 1).join("")];
      expect(split(text).slice(0, 2)).toEqual(closing < 0 ? [undefined, ""] : parts);
    }),
  );
});
