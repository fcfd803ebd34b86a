import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Root } from "mdast";
import { expect, test } from "vitest";
import { Source } from "../../src/model/source.js";
import { parseFast } from "../../src/parse/fast-markdown.js";
import { parseMarkdown } from "../../src/parse/markdown.js";
import { parseReference } from "../../src/parse/reference-markdown.js";

/** A tree without what makes no difference: absent fields and their order. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== null && child !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, child]) => [key, comparable(child)]),
  );
}

const expectSame = (text: string, fast: Root | undefined) =>
  expect(comparable(fast), JSON.stringify(text)).toEqual(comparable(parseReference(text)));

const EXAMPLES = [
  "Text 10:45 and arn:aws:iam::1, at 12:30Z[^a]\n\n[^a]: a note",
  ":::internal\nhidden *b*\n\n- a\n- b\n:::\n\nafter",
  "<script>x</script>\n\nan <b>inline</b> tag <!-- and a comment -->",
  "| a | b |\n|--|:-:|\n| 1 | `x` |\n",
  "See[^1] https://example.org www.example.org a@example.org ~~no~~\n\n[^1]: foot\n    more",
  "- [x] done\n- [ ] open\n\n1. one\n2. two\n   - nested",
  "```js\ncode\n```\n\n    indented\n\n> quoted\n> - list",
  '![alt](x.png "t") [ref][a] [collapsed][] [a]\n\n[a]: http://example.org "T"\n[collapsed]: /b',
  "\u{1F600} 漢字 **x**\r\nnext\\\nhard  \nline &amp; &copy; &#x41;",
  "# One\n\nTwo\n===\n\n***\n\n## Three ##",
];

test("gives the tree of the reference parser for what CommonMark and GFM have", () => {
  for (const text of EXAMPLES) {
    const fast = parseFast(text);
    if (fast) expectSame(text, fast);
  }
  // Most of them: a test in which everything falls back would show nothing.
  expect(EXAMPLES.filter((text) => parseFast(text)).length).toBeGreaterThanOrEqual(9);
});

test("gives the tree of the reference parser for the example collection", () => {
  const root = new URL("../../postmortems/", import.meta.url);
  const files = ["incidents", "drills"].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root)).map((name) => new URL(`${folder}/${name}`, root)),
  );
  const bodies = files.map((file) => readFileSync(file, "utf8").replace(/^---\n[\s\S]*?^---\n/m, ""));
  const fast = bodies.map((body) => parseFast(body));
  bodies.forEach((body, index) => {
    if (fast[index]) expectSame(body, fast[index]);
  });
  expect(fast.filter(Boolean).length).toBeGreaterThan(bodies.length * 0.8);
});

test("gives the tree of the reference parser for generated documents", () => {
  const word = fc.constantFrom(
    "a",
    "grant",
    "*b*",
    "`c`",
    "**d**",
    "[e](f.md)",
    "10:45",
    "_g_",
    "h\\*",
    "<i>",
    "&amp;",
    "漢",
    "😀",
    "[^1]",
    "!",
    "~~j~~",
  );
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  const block = fc.oneof(
    line,
    line.map((text) => `## ${text}`),
    fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.map((text) => `- ${text}`).join("\n")),
    fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.map((text) => `> ${text}`).join("\n")),
    line.map((text) => `:::internal\n${text}\n:::`),
    line.map((text) => `\`\`\`yaml\n${text}\n\`\`\``),
    fc.constant("[^1]: A note."),
    fc.constant("| a | b |\n|---|---|\n| c | d |"),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
      const text = blocks.join("\n\n");
      const fast = parseFast(text);
      if (fast) expectSame(text, fast);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["quotes", "> ".repeat(100_000)],
  ["lists", "- ".repeat(100_000)],
  ["labels", ":a[".repeat(100_000) + "]".repeat(100_000)],
  ["labels beside a container", `:::internal\n:::\n\n${":a[".repeat(100_000)}`],
  ["labels like footnotes", ":a[^".repeat(100_000)],
  ["brackets", "[".repeat(100_000)],
  ["containers", ":::a\n".repeat(10_000)],
])("nested %s are a finding or text, and no end of the program", (_, text) => {
  const { problems } = parseMarkdown(new Source("a.md", text), 0);
  expect(problems.length).toBeLessThanOrEqual(1);
});
