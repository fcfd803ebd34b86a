import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFile } from "../../src/parse/parse-file.js";
import { validate } from "../../src/validate/validate.js";

const encoder = new TextEncoder();

/** Markdown as it comes: with and without front matter, whole and broken. */
const yamlish = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
  fc
    .array(
      fc.tuple(
        fc.constantFrom("title", "date", "tags", "status", "timeline", "services", "x y", "<<", "- a"),
        fc.json({ maxDepth: 3 }),
      ),
      {
        maxLength: 8,
      },
    )
    .map((pairs) => pairs.map(([key, value]) => `${key}: ${value}`).join("\n")),
);
const markdownish = fc
  .array(
    fc.constantFrom(
      "# Root cause",
      "## Summary",
      "Text with [a link](../x.md) and `code`, 10:45, arn:aws:iam::1",
      ":::internal\nhidden\n:::",
      ":::",
      "- [ ] todo",
      "| a | b |\n|---|---|\n| 1 | 2 |",
      "```yaml\n---\n```",
      "<script>alert(1)</script>",
      "[^1]: a note",
      "![](//evil.example/x.png)",
      "\u202e\u0000\uFEFF漢字😀\r\n",
      "> > > > quoted",
      "---",
      "+++\ntitle = 'toml'\n+++",
    ),
    { maxLength: 12 },
  )
  .map((blocks) => blocks.join("\n\n"));
const document = fc.oneof(
  markdownish,
  fc.tuple(yamlish, markdownish).map(([yaml, body]) => `---\n${yaml}\n---\n${body}`),
  fc.uint8Array({ maxLength: 300 }),
);

test("200 files from anywhere never crash it, and every finding has a place inside its file", async () => {
  const files = fc.sample(document, { numRuns: 200, seed: 42 }).map((content, index) =>
    parseFile({
      path: `incidents/2026-01-01-stranger-${index}.md`,
      file: { role: "postmortem", id: `2026-01-01-stranger-${index}` },
      bytes: typeof content === "string" ? encoder.encode(content) : content,
    }),
  );
  const { diagnostics } = await validate(
    files,
    {
      evidence: { files: new Map(), exists: () => false },
      history: new Map(),
      removed: [],
      repositoryFiles: new Map(),
      unreadable: [],
      changes: null,
    },
    { now: "2026-11-23", today: null, asPublished: true },
  );
  const sources = new Map(files.map(({ path, source }) => [path, source]));
  expect(new Set(diagnostics.map(({ file }) => file)).size).toBe(200);
  for (const { file, line, column, endLine, endColumn, message } of diagnostics) {
    const source = sources.get(file);
    const text = source?.line(line);
    expect(text, message).toBeDefined();
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column, `${file} ${message}`).toBeLessThanOrEqual((text?.length ?? 0) + 2);
    expect(endLine > line || (endLine === line && endColumn >= column), message).toBe(true);
    expect(source?.line(endLine), message).toBeDefined();
  }
});
