import fc from "fast-check";
import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { escapeText, plainLine } from "../../src/render/kit/markdown-text/escape-text.js";
import { markdownOfHtml, markdownOfPage } from "../../src/render/kit/markdown-text/markdown-of-html.js";
import { twinLinks, twinPath } from "../../src/render/shared/twins.js";

const parse = (text: string) => unified().use(remarkParse).use(remarkGfm).parse(text);
const nodesOf = (text: string) => {
  const found: Nodes[] = [];
  visit(parse(text), (node) => void found.push(node));
  return found;
};
const same = (href: string) => href;

const SIGNS = [..."\\`*_[]<>|~#!$&@:/.+-=(){}1a é\t\"'", "&lt;", "1. ", "- ", "<b>", "---", "==="];
const nasty = fc.array(fc.constantFrom(...SIGNS), { maxLength: 20 }).map((parts) => parts.join(""));

test("escaped text is read back as it was, and is nothing else", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const flat = text.replace(/\s+/g, " ").trim();
      const written = plainLine(escapeText(text).trim());
      expect(nodesOf(written).map(({ type }) => type)).toEqual(flat === "" ? ["root"] : ["root", "paragraph", "text"]);
      expect(textOf(parse(written))).toBe(flat);
    }),
    { numRuns: 400 },
  );
});

test("text is no address: GitHub makes links of bare ones", () => {
  expect(escapeText("www.example.org, http://example.org, @team")).toBe(
    "www\\.example.org, http:\\//example.org, \\@team",
  );
});

test("a page's main is text without menus, drawings and controls", () => {
  const html = `<header>No</header><main id="content"><p class="crumbs"><a href="../index.html">Up</a></p>
<h1>A &amp; B</h1><nav><a href="x.html">No</a></nav><svg><text>No</text></svg><button>No</button>
<p>One<br>two <strong>three</strong> <a href="../b/index.html#s">four</a>, <code>a|b\`c</code> <span aria-hidden="true">No</span></p>
<dl><div><dt>Severity</dt><dd>Most users</dd></div></dl>
<ol start="3"><li>First<ul><li>Inner</li></ul></li><li><h3>Title</h3><p>Line</p></li></ol>
<pre><code class="language-yaml">a: "\`\`\`"
</code></pre>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1 | 2</td><td><p>3</p></td></tr></tbody></table></main>`;
  expect(markdownOfPage(html, same)).toBe(
    [
      "# A & B",
      "One\\\ntwo **three** [four](../b/index.html#s), ``a|b`c``",
      "- **Severity**: Most users",
      "3. First\n   - Inner\n4. **Title**\n   Line",
      '````yaml\na: "```"\n````',
      "| A | B |\n| --- | --- |\n| 1 \\| 2 | 3 |",
    ].join("\n\n"),
  );
});

test("a link that leads nowhere is text, and an address cannot end its link", () => {
  expect(markdownOfHtml('<p><a href="x">a]b</a></p>', () => null)).toBe("a\\]b");
  expect(markdownOfHtml('<p><a href="x">a</a></p>', () => "https://e.org/a) <b> c")).toBe(
    "[a](<https://e.org/a)%20%3Cb%3E%20c>)",
  );
});

test("twins lead to twins: relative, once each, without anchors of pages, and never to what a page must not link", () => {
  const linkOf = twinLinks("incidents/a/index.html");
  expect(linkOf("contracts/b/index.html#c")).toBe("../../contracts/b/index.md");
  expect(linkOf("contracts/b/index.html")).toBeNull();
  expect(linkOf("search/index.html?q=a")).toBe("../../search/index.md");
  expect(linkOf("data/incidents/a.json")).toBe("../../data/incidents/a.json");
  expect(linkOf("data/incidents/a.json")).toBe("../../data/incidents/a.json");
  expect(linkOf("https://example.org/index.html")).toBe("https://example.org/index.html");
  expect(linkOf("javascript:alert(1)")).toBeNull();
  expect(linkOf("incidents/a/index.html#x")).toBeNull();
  expect([twinPath("index.html"), twinPath("a/index.html"), twinPath("404.html")]).toEqual([
    "index.md",
    "a/index.md",
    null,
  ]);
});
