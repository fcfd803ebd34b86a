import fc from "fast-check";
import { expect, test } from "vitest";
import { Source } from "../src/model/source.js";
import { parseSpan, toIsoSpan } from "../src/model/values/duration.js";
import { explainMoment, parseMoment } from "../src/model/values/time.js";
import { parseFile } from "../src/parse/parse-file.js";

const parse = (text: string) =>
  parseFile({ path: "incidents/x.md", file: { role: "postmortem", id: "x" }, bytes: new TextEncoder().encode(text) });

test("whatever the text, parsing ends with problems that lie inside the file", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            "---\n",
            "a: ",
            "- ",
            "[",
            "]",
            "{",
            '"',
            "\t",
            "\r\n",
            "*x ",
            "&x ",
            "!t ",
            "%Y",
            "# ",
            "😀",
          ),
          fc.string(),
        ),
      ),
      (parts) => {
        const parsed = parse(parts.join(""));
        for (const { place } of parsed.problems) {
          expect(place.line).toBeGreaterThanOrEqual(1);
          expect(parsed.source.line(place.line)).toBeDefined();
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("deep nesting is one placed problem", () => {
  for (const deep of ["[".repeat(5000), `\n${"- ".repeat(5000)}x`, `${"{a: ".repeat(2000)}`]) {
    const { problems } = parse(`---\na: ${deep}\n---\n`);
    expect(problems.map((problem) => problem.message)).toEqual(["Expected at most 64 levels of nesting"]);
  }
});

test("places survive CRLF, a byte order mark and characters outside the basic plane", () => {
  const { places, data } = parse("\ufeff---\r\ntitle: 😀 x\r\nlist: [😀, y]\r\n---\r\n");
  const root = data as { list: string[] };
  expect(places.value(root, "title")).toEqual({ line: 2, column: 8, endLine: 2, endColumn: 12 });
  expect(places.value(root.list, 1)).toEqual({ line: 3, column: 12, endLine: 3, endColumn: 13 });
});

test("a source finds every offset again", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\r\n", "😀") }), fc.nat(), (text, n) => {
      const source = new Source("x", text);
      const offset = n % (text.length + 1);
      const { line, column } = source.place(offset, offset);
      expect(source.lineStart(line) + column - 1).toBe(offset);
    }),
  );
});

test("durations come back as they were written", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (ms) => {
      expect(parseSpan(toIsoSpan(ms))).toBe(ms === 0 ? 0 : ms);
    }),
  );
});

test.each([
  ["P1M", undefined],
  ["P2W", undefined],
  ["PT90M", 5_400_000],
  ["-PT5M", -300_000],
  ["P", undefined],
  ["PT", undefined],
])("the duration %s is %s ms", (text, ms) => {
  expect(parseSpan(text)).toBe(ms);
});

test.each([
  "2026-02-30",
  "2026-13",
  "2026-03-14T09:02:00",
  "2026-03-14 09:02:00Z",
  "2026-03-14T09:02:00+0200",
  "09:02",
  "2026-03-14T25:00:00Z",
  "2026-03-14T09:02:00+14:01",
  "2026-03-14T09:02:00+15:00",
  "2026-03-14T09:00:00-14:30",
  "2026-03-14T09:00:00-23:00",
])("%s is no moment", (text) => {
  expect(parseMoment(text)).toBeUndefined();
});

test.each(["+14:00", "-14:00", "+13:59", "-00:00"])("an instant at %s is a moment", (offset) => {
  expect(parseMoment(`2026-03-14T09:02:00${offset}`)).toBeDefined();
});

test("an offset that no zone has is named as such", () => {
  const { message, hint } = explainMoment("2026-03-14T09:00:00-14:30");
  expect(message).toBe('Expected an offset from -14:00 to +14:00, found "2026-03-14T09:00:00-14:30"');
  expect(hint).toContain("with the offset that the clock had");
});

test("a month is all of its days", () => {
  expect(parseMoment("2024-02")).toEqual({ from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 2, 1) - 1 });
});

test.each([
  ["9:00 PM", "2026-03-14T21:00:00Z"],
  ["12:05 a.m. alert", "2026-03-14T00:05:00Z"],
  ["9:00", "2026-03-14T09:00:00Z"],
  ["14:02:33", "2026-03-14T14:02:00Z"],
])("the hint about the clock time %s is a time that check takes", (text, expected) => {
  const { hint } = explainMoment(text);
  expect(hint).toContain(expected);
  expect(parseMoment(expected)).toBeDefined();
});
