import { expect, test } from "vitest";
import { htmlToMarkdown } from "../../../src/importers/html-to-markdown.js";
import { NO_SETTINGS } from "../../../src/importers/importer.js";
import { imported } from "../../support/imported.js";

const PAGE = `<!doctype html><html><head><title>Blog</title><style>p {}</style></head><body>
<nav><a href="/">Home</a></nav>
<article><header><h1>Postmortem: orders refused</h1></header>
<p>On July 10, 2026 orders were <strong>refused</strong>. <script>alert(1)</script></p>
<h2>Timeline</h2><p>All times UTC</p>
<table><thead><tr><th>Time</th><th>Event</th></tr></thead><tbody><tr><td>14:02</td><td>Outage begins</td></tr></tbody></table>
<ul><li>14:40 – Back</li></ul>
<h2>Root cause</h2><p>A disk.</p></article>
<footer>© Example</footer></body></html>`;

test("the article of a page is read as Markdown", () => {
  const settings = { ...NO_SETTINGS, htmlToMarkdown };
  const [outcome] = imported({ "blog/orders.html": PAGE }, { settings });
  expect(outcome).toMatchObject({
    is: "draft",
    id: "2026-07-10-orders-refused",
    document: { timeline: [{ at: "2026-07-10T14:02:00Z", mark: "began" }, { at: "2026-07-10T14:40:00Z" }] },
  });
  const text = outcome?.is === "draft" ? outcome.draft.text : "";
  expect(text).toContain("orders were **refused**.");
  expect(text).not.toMatch(/alert\(1\)|Home|©|p \{\}/);
});

test.each([
  ["<main><h1>A</h1></main><footer>F</footer>", "# A\n"],
  ["<h1>A</h1><aside>B</aside><p>C</p>", "# A\n\nC\n"],
  ["", ""],
])("%j becomes %j", (html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown);
});

test("other formats are named with the command that converts them, and other data with its fields", () => {
  const outcomes = imported({
    "old/a.rst": "Outage\n======\n",
    "old/b.adoc": "= Outage\n",
    "old/c.yaml": "title: Outage\ndate: 2026-07-10\nimpact: Orders\n",
    "old/d.json": '{"title": "Outage", "began": "2026-07-10"}',
    "old/e.yml": "kind: Deployment\nspec: {}\n",
    "old/f.json": '[{"title": "Outage"',
  });
  expect(outcomes).toMatchObject([
    { is: "skipped", reason: expect.stringContaining("pandoc -f rst -t gfm") },
    { is: "skipped", reason: expect.stringContaining("asciidoctor -b docbook") },
    {
      is: "skipped",
      reason: expect.stringContaining("YAML that no importer knows, with the fields title, date, impact"),
    },
    { is: "skipped", reason: expect.stringContaining("JSON that no importer knows, with the fields title, began") },
    { is: "failed", reason: "line 1: Expected JSON, which ends or breaks here. Export it again" },
  ]);
});
