import fc from "fast-check";
import { expect, test } from "vitest";
import { isAsImported, originOf } from "../../src/importers/drafting/draft/to-draft.js";
import { draftOf, imported, validated } from "../support/imported.js";

/** What postmortems are made of, and what breaks their readers. */
const LINES = fc.constantFrom(
  "# Checkout was down",
  "## Summary",
  "### Detection",
  "###### Deep",
  "Timeline",
  "========",
  "-----",
  "---",
  "+++",
  "```toml",
  "```",
  "~~~",
  "title: Keys: lost",
  "date: 2020-02-30",
  "severity: P1",
  "**Timeline**",
  "**Date:** March 3, 2021",
  "Time to detection: 2 days",
  "Time to detection: ?",
  "All times in PST",
  "| Time | Event |",
  "|---|---|",
  "| 23:55 | Disk full |",
  "| 00:10 | First alert |",
  "- 2021-03-03 14:02 UTC: outage begins",
  "- 14:10 resolved",
  "- [ ] Alert at 80% (owner: alice)",
  "## Action items",
  "[there](../x.md#y) and ![a](img.png) and [b][1]",
  "[1]: /root.txt 'T'",
  "[over\ntwo](../lines.md 'and\na title') of",
  "[![badge](b.svg)](c:\\d)",
  "<img src='../y.png'>",
  "<!-- a comment",
  ":::internal",
  ":::",
  ":::note",
  "::: warning Beware",
  "# As imported: 0",
  "> quoted",
  "\t- deep",
  "near miss",
  "a\u0000b".replace("\u0000", "\u00a0"),
  '{{< track "2020-01-01 00:00:00" >}}',
  "",
);
const TEXTS = fc.array(fc.oneof({ weight: 5, arbitrary: LINES }, fc.string({ unit: "grapheme", maxLength: 30 })), {
  maxLength: 30,
});

test("whatever the text, its draft has no errors, is as imported, and keeps every line in the draft or the evidence", async () => {
  await fc.assert(
    fc.asyncProperty(TEXTS, fc.constantFrom("markdown", "post", "cstate", "icco", "advisory"), async (lines, from) => {
      const text = lines.join("\n").replaceAll("\0", "");
      const [outcome] = imported({ "old/note.md": text }, { from });
      if (outcome?.is !== "draft") return;
      expect(isAsImported(outcome.draft.text)).toBe(true);
      expect(originOf(outcome.draft.text)).toBe("old/note.md");
      expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(outcome.copies[0]?.bytes())).toBe(text);
      const { diagnostics } = await validated([outcome]);
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    {
      numRuns: 300,
      // Links that only show once the container around them is text.
      examples: [[[":::internal", "<img src='../y.png'>", "[![badge](b.svg)](c:\\d)"], "markdown"]],
    },
  );
});

test("the same files give the same drafts", () => {
  fc.assert(
    fc.property(TEXTS, TEXTS, (a, b) => {
      const files = { "old/a.md": a.join("\n"), "old/b.md": `# B\n\nDate: 2020-01-01\n\n## Impact\n\n${b.join("\n")}` };
      const once = imported(files, { from: "markdown" });
      const texts = (outcomes: typeof once) => outcomes.map((one) => (one.is === "draft" ? one.draft.text : one));
      expect(texts(imported(files, { from: "markdown" }))).toEqual(texts(once));
    }),
    { numRuns: 100 },
  );
});

test("a draft that was touched is no longer as imported; other line ends are no touch", () => {
  const { text } = draftOf("old/a.md", "# Down\n\nDate: 2020-01-01\n\n## Impact\n\nNone.\n").draft;
  expect(isAsImported(text)).toBe(true);
  expect(isAsImported(text.replaceAll("\n", "\r\n"))).toBe(true);
  expect(isAsImported(text.replace("None.", "Some."))).toBe(false);
  expect(isAsImported(text.replace(/^# As imported:.*\n/m, ""))).toBe(false);
});
