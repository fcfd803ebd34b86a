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
