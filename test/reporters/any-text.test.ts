import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { Source } from "../../src/model/source.js";
import { reporters } from "../../src/reporters/index.js";
import type { Report } from "../../src/reporters/report.js";
import { BIDI, FORBIDDEN, LONE_SURROGATE, showable } from "../../src/util/characters.js";

/** Text with all that YAML escapes can write. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        "\ud83d",
        "\0",
        "\ufffe",
        "\uffff",
        "\u{1fffe}",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u001b[2J",
        "]]>",
        "\r",
        "%0A",
        "::",
        "&",
        "\u2028",
        "\u0085",
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const holds = (text: string) => [FORBIDDEN, LONE_SURROGATE, BIDI].some((all) => text.search(all) >= 0);

test("whatever text a page holds, it shows no control and no half of a character", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(holds(showable(text))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test.each(Object.keys(reporters))("%s is well-formed whatever a diagnostic says", (format) => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (message, hint, path) => {
      const diagnostic: Diagnostic = {
        rule: "schema",
        severity: "error",
        file: "incidents/a.md",
        path,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
        message,
        ...(hint ? { hint } : {}),
      };
      const report: Report = {
        diagnostics: [diagnostic],
        suppressed: 0,
        baselined: 0,
        files: 1,
        paths: ["incidents/a.md"],
        colour: false,
        version: "0",
        now: "2026-11-28",
        rule: () => ({ id: "schema", severity: "error", doc: "" }),
        source: () => new Source("incidents/a.md", message),
      } as unknown as Report;
      const output = reporters[format]?.(report) ?? "";
      if (format === "junit") expect(XMLValidator.validate(output)).toBe(true);
      else if (output.startsWith("{") || output.startsWith("[")) JSON.parse(output);
      // JSON may hold every character as it is, but no half of one.
      else expect(output.search(FORBIDDEN)).toBe(-1);
      expect(output.search(LONE_SURROGATE)).toBe(-1);
    }),
    { numRuns: 300 },
  );
});
