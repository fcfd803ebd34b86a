import { expect, test } from "vitest";
import { Source } from "../../src/model/source.js";
import { overBound } from "../../src/parse/body-bounds.js";
import { countMarkdown, fitsNative, overReference } from "../../src/parse/count-markdown.js";
import { BODY_BOUNDS, NATIVE_BOUNDS, REFERENCE_BOUNDS } from "../../src/parse/limits.js";
import { parseMarkdown } from "../../src/parse/markdown.js";
import { parseApart } from "../../src/parse/parse-apart.js";
import { parseReference } from "../../src/parse/reference-markdown.js";

const parse = (text: string) => parseMarkdown(new Source("incidents/a.md", text), 0);
const messagesOf = (text: string) => parse(text).problems.map(({ message }) => message);
const many = (count: number, text: string) => text.repeat(count);

test.each([
  ["entities", "&amp;x"],
  ["delimiters", "a_"],
  ["brackets", "["],
  ["containers", ":::internal\n"],
] as const)("as many %s as a parser handles are given to it, and no more", (kind, text) => {
  const before = kind === "containers" ? "" : "x";
  expect(fitsNative(countMarkdown(before + many(NATIVE_BOUNDS[kind], text)))).toBe(true);
  expect(fitsNative(countMarkdown(before + many(NATIVE_BOUNDS[kind] + 1, text)))).toBe(false);
  expect(overReference(countMarkdown(before + many(REFERENCE_BOUNDS[kind], text)))).toBeUndefined();
  expect(overReference(countMarkdown(before + many(REFERENCE_BOUNDS[kind] + 1, text)))).toMatch(
    new RegExp(`^Expected at most ${REFERENCE_BOUNDS[kind]} .*, found ${REFERENCE_BOUNDS[kind] + 1}$`),
  );
});

test.each([
  ["headings", (count: number) => many(count, "# a\n\n"), "headings"],
  ["links", (count: number) => many(count, "[a](b)\n"), "links and images"],
  ["footnotes", (count: number) => `${many(count - 1, "[^1] ")}\n\n[^1]: a`, "footnotes and references to them"],
  [
    "cells",
    (count: number) => `${many(count / 50, "|a")}|\n${many(count / 50, "|-")}|\n${many(49, "|b\n")}`,
    "table cells",
  ],
] as const)("a body has so many %s and no more", (kind, text, words) => {
  const most = BODY_BOUNDS[kind];
  expect(messagesOf(text(most))).toEqual([]);
  expect(messagesOf(text(most + (kind === "cells" ? 50 : 1)))).toEqual([`Expected at most ${most} ${words} in a body`]);
});

test("addresses that definitions multiply count as often as they are written out", () => {
  const text = `${many(2000, "[a] ")}\n\n[a]: /${many(10_000, "b")}\n`;
  expect(overBound(parseReference(text))?.message).toMatch(/characters in the rendered page/);
  expect(messagesOf(`${many(200, "[a] ")}\n\n[a]: /${many(10_000, "b")}\n`)).toEqual([]);
});

test("what the native parser cannot take is parsed by a child process into the same tree", () => {
  const text = `# Title\n\n${many(NATIVE_BOUNDS.entities + 1, "&amp;x")}\n`;
  const { body, problems } = parse(text);
  expect(problems).toEqual([]);
  expect(body.headings.map((heading) => heading.text)).toEqual(["Title"]);
  expect(body.tree).toEqual(JSON.parse(JSON.stringify(parseReference(text))));
});

test("the child process takes no options of this one", () => {
  const { NODE_OPTIONS: before } = process.env;
  try {
    process.env.NODE_OPTIONS = "--require=/nowhere.js";
    expect(parseApart("a")).toMatchObject({ type: "root" });
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  }
});

test.each([
  ["emphasis", `${many(1500, "*a **b ")}${many(1500, "** c* ")}`],
  ["strikethrough", many(3000, "~~a *b ") + many(3000, "* c~~ ")],
  ["lists", Array.from({ length: 500 }, (_, depth) => `${many(depth, "  ")}- a`).join("\n")],
  ["quotes", `${many(2000, "> ")}a`],
  ["ordered lists", many(2000, "1. ")],
  ["links", `${many(1000, "[")}a${many(1000, "](b)")}`],
  ["pictures", `${many(1000, "![")}a${many(1000, "](b)")}`],
  ["entities", many(50_000, "&amp;x")],
  ["underscores", many(100_000, "a_b_")],
  ["a wide table", `${many(3000, "|a")}|\n${many(3000, "|-")}|\n${many(3000, "|b\n")}`],
  ["attributes", `:::internal\n${many(20_000, ":a{b=c} ")}\n:::`],
  ["headings underlined", many(30_000, "a\n=\n")],
  ["HTML", many(50_000, "<b>")],
  ["comments", many(50_000, "<!-- ")],
])("%s without end are at most one problem and no end of the program", (_, text) => {
  const { problems } = parse(text);
  expect(problems.length).toBeLessThanOrEqual(1);
  for (const problem of problems) expect(problem.isLimit).toBe(true);
});
