import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { FILE_START } from "../../src/model/place.js";
import { Source } from "../../src/model/source.js";
import { pretty } from "../../src/reporters/pretty.js";

const FILE = "incidents/2026-03-14-a.md";

/** What is printed of a diagnostic in a text, without its first line and the summary. */
function printed(text: string, place: Partial<Diagnostic>, columns?: number): string[] {
  const diagnostic: Diagnostic = {
    ...{ rule: "schema", severity: "error", file: FILE, path: "", message: "Expected something else" },
    ...{ line: 1, column: 1, endLine: 1, endColumn: 2 },
    ...place,
  };
  const report = pretty({
    diagnostics: [diagnostic],
    paths: [FILE],
    files: 1,
    suppressed: 0,
    baselined: 0,
    source: () => new Source(FILE, text),
    colour: false,
    columns,
    version: "0.1.0",
    rule: () => ({ doc: "", severity: "error" }),
  });
  return report.split("\n").slice(1, -3);
}

describe("a long line", () => {
  const words = "0123456 89".repeat(15);

  test("ends with … where it is cut, without blanks before it", () => {
    expect(printed(words, {})).toEqual([`  1 | ${words.slice(0, 100)}…`, "    | ^"]);
    const blank = `${"x".repeat(95)}      yes`;
    expect(printed(blank, {})).toEqual([`  1 | ${"x".repeat(95)}…`, "    | ^"]);
  });

  test("is cut to a narrow terminal, with its underline below the place", () => {
    for (const column of [1, 25, 60, 141]) {
      const [line = "", underline = ""] = printed(words, { column, endColumn: column + 2 }, 40);
      expect(Math.max(line.length, underline.length)).toBeLessThanOrEqual(40);
      const at = underline.indexOf("^");
      expect(line.slice(at, at + 2)).toBe(words.slice(column - 1, column + 1));
    }
  });

  test("begins with … where it is cut, and the stretch stays underlined", () => {
    expect(printed(words, { column: 141, endColumn: 145 })).toEqual([
      `  1 | …${words.slice(120)}`,
      `    | ${" ".repeat(21)}^^^^`,
    ]);
  });

  test("is cut at both ends, and the underline ends where the text does", () => {
    const [line = "", underline = ""] = printed(words.repeat(2), { column: 101, endColumn: 290 });
    expect(line).toBe(`  1 | …${words.repeat(2).slice(80, 180)}…`);
    expect(underline).toBe(`    | ${" ".repeat(21)}${"^".repeat(80)}`);
  });

  test("no character is cut in two", () => {
    const line = `${"😀".repeat(49)}a${"😀".repeat(60)}`;
    for (const { 0: character, index } of line.matchAll(/./gu))
      expect(printed(line, { column: index + 1, endColumn: index + 1 + character.length }).join()).toMatch(
        /^ {2}1 \| …?[😀a]+…?,/u,
      );
  });

  test("blanks at its end are no reason to cut it", () => {
    expect(printed(`status: draft${" ".repeat(200)}`, { column: 9, endColumn: 14 })).toEqual([
      "  1 | status: draft",
      "    |         ^^^^^",
    ]);
  });
});

describe("a diagnostic about a whole file", () => {
  const TEXT = "---\ntitle: Stale grants\n---\n";

  test("shows no line", () => {
    expect(printed(TEXT, { endColumn: 4 })).toEqual([]);
    expect(printed("schema: 1\n", FILE_START)).toEqual([]);
  });

  test("but one about the first line does", () => {
    expect(printed("schema: 2\n", { column: 9, endColumn: 10 })).toEqual(["  1 | schema: 2", "    |         ^"]);
    expect(printed(TEXT, { line: 3, endLine: 3, endColumn: 4 })).toEqual(["  3 | ---", "    | ^^^"]);
  });
});

test("an info is called so in the count", () => {
  const report = (n: number) => ({
    diagnostics: Array.from(
      { length: n },
      (): Diagnostic => ({
        ...FILE_START,
        rule: "uncited",
        severity: "info",
        file: FILE,
        path: "",
        message: "Missing source",
      }),
    ),
    paths: [FILE],
    ...{ files: 1, suppressed: 0, baselined: 0, source: () => undefined, colour: false, version: "0.1.0" },
    rule: () => ({ doc: "", severity: "info" as const }),
  });
  expect(pretty(report(1)).trimEnd().split("\n").at(-1)).toBe("1 file checked: no errors, 1 info");
  expect(pretty(report(2)).trimEnd().split("\n").at(-1)).toBe("1 file checked: no errors, 2 infos");
});
