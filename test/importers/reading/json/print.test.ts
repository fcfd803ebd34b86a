import fc from "fast-check";
import { toString as textOf } from "mdast-util-to-string";
import { expect, test } from "vitest";
import { plain, printFields, section } from "../../../../src/importers/reading/json/print.js";
import { nodesOf } from "../../nodes.js";

test("fields become a nested list; what is empty and what machines use is left out", () => {
  const data = {
    customer_impact: "Nobody\ncan *log in*",
    tags: ["a_b", "", "c"],
    empty: { nothing: [], none: null },
    lead: { id: "u1", name: "Ana", email: "ana@example.org", teams: [{ name: "Core" }, { name: "Web" }] },
    url: "https://example.org/a_b?c=d*e",
    hidden: "told elsewhere",
    late: 0,
    done: false,
  };
  expect(printFields(data, ["hidden"])).toBe(
    [
      "- **Customer impact**: Nobody can \\*log in\\*",
      "- **Tags**: a_b, c",
      "- **Lead**",
      "  - **Name**: Ana",
      "  - **Teams**",
      "    - 1",
      "      - **Name**: Core",
      "    - 2",
      "      - **Name**: Web",
      "- **Url**: <https://example.org/a_b?c=d*e>",
      "- **Late**: 0",
      "- **Done**: false",
    ].join("\n"),
  );
});

test("what is nested too deeply is printed as it is written", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(90)}1${"}".repeat(90)}`);
  expect(printFields(deep).split("\n").length).toBeLessThan(10);
});

test("a section without text is none", () => {
  expect([section("A", " "), section("A", null), section("A", "b ")]).toEqual([[], [], ["## A\n\nb"]]);
});

test("whatever a text is, it reads the same as Markdown, and is one paragraph", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "# ",
      "- ",
      "1. ",
      "> ",
      "*",
      "_",
      "`",
      "[a](b)",
      "<b>",
      "&amp;",
      "~~",
      ":::internal",
      "\n",
      "\\",
      "|",
      "![x](y)",
      "+ ",
      "=",
      "--",
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join("").replace(/\s+/g, " ").trim();
      // An address that stands alone, or a mail address, is a link with the same text.
      fc.pre(!/https?:|www\.|@/.test(text));
      const nodes = nodesOf(plain(text));
      expect(nodes.map(({ type }) => type)).toEqual(text === "" ? [] : ["paragraph"]);
      expect(nodes.map((node) => textOf(node)).join("")).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
