import { describe, expect, test } from "vitest";
import { Source } from "../../../src/model/source.js";
import { parseMarkdown } from "../../../src/parse/markdown.js";
import type { ImageTarget } from "../../../src/render/kit/markdown/link-targets.js";
import { renderMarkdown } from "../../../src/render/kit/markdown/render-markdown.js";

const PAGES: Readonly<Record<string, string>> = {
  "incidents/2025-11-02-stale-bundle.md": "incidents/2025-11-02-stale-bundle/index.html",
};

const FOLDER = "evidence/2026-03-14-stale-grants";
const IMAGES: Readonly<Record<string, ImageTarget>> = {
  [`${FOLDER}/errors.png`]: { path: `${FOLDER}/errors.png`, width: 640, height: 320, isVector: false },
  [`${FOLDER}/wide.png`]: { path: `${FOLDER}/wide.png`, width: 1400, height: 700, isVector: false },
  [`${FOLDER}/path.svg`]: { path: `${FOLDER}/path.svg`, width: 1400, height: 700, isVector: true },
};

const OTHER = parseMarkdown(new Source("incidents/2025-11-02-stale-bundle.md", "## Lessons\n"), 0).body;

function render(markdown: string) {
  const { body } = parseMarkdown(new Source("incidents/2026-03-14-stale-grants.md", markdown), 0);
  const targets = {
    file: "incidents/2026-03-14-stale-grants.md",
    root: "../../",
    pageOf: (file: string) => PAGES[file],
    imageOf: (file: string) => IMAGES[file],
    bodyOf: (file: string) => (file in PAGES ? OTHER : undefined),
  };
  return renderMarkdown(body, targets);
}

describe("raw HTML", () => {
  test("is shown as text", () => {
    expect(render("<script>alert(1)</script>").html).toBe("<p>&#x3C;script>alert(1)&#x3C;/script></p>");
    expect(render("A <img src=x onerror=alert(1)> b").html).not.toMatch(/<img/);
  });

  test.each([
    ["H<sub>2</sub>O and x<sup>2</sup>", "<p>H<sub>2</sub>O and x<sup>2</sup></p>"],
    ["Press <kbd>Ctrl</kbd><br>twice<BR/>", "<p>Press <kbd>Ctrl</kbd><br>twice<br></p>"],
    [
      "<details>\n<summary>Full log</summary>\n\n- a\n- b\n\n</details>",
      "<details><summary>Full log</summary><ul>\n<li>a</li>\n<li>b</li>\n</ul></details>",
    ],
    [
      "<details>\n<summary>Log</summary>\nPlain text\n</details>",
      "<details><summary>Log</summary><p>\nPlain text\n</p></details>",
    ],
    ["a <sub>b", "<p>a &#x3C;sub>b</p>"],
    ["a </sub> b", "<p>a &#x3C;/sub> b</p>"],
    ["*a <sub>b* c</sub>", "<p><em>a &#x3C;sub>b</em> c&#x3C;/sub></p>"],
    ["<sub><sup>x</sub></sup>", "<p><sub>&#x3C;sup>x</sub>&#x3C;/sup></p>"],
    ['<sub class="x">b</sub>', '<p>&#x3C;sub class="x">b&#x3C;/sub></p>'],
    ["<summary>alone</summary>", "<p>&#x3C;summary>alone&#x3C;/summary></p>"],
    ["in text <details>x</details>", "<p>in text &#x3C;details>x&#x3C;/details></p>"],
    [
      "<details>\n<script>alert(1)</script>\n</details>",
      "<details><p>\n&#x3C;script>alert(1)&#x3C;/script>\n</p></details>",
    ],
  ])("%s keeps the few tags that are allowed, in pairs", (markdown, html) => {
    const joined = (text: string) => text.replaceAll(/\s*\n\s*/g, "");
    expect(joined(render(markdown).html)).toBe(joined(html));
  });

  test("nested without end stays flat", () => {
    const { html } = render(`a ${"<sub>".repeat(5000)}b${"</sub>".repeat(5000)}`);
    expect(html.match(/<sub>/g)?.length).toBe(16);
  });

  test("vanishes where it is a comment", () => {
    expect(render("<!-- a note to the author -->").html).toBe("");
    expect(render("before <!-- gone --> after").html).toBe("<p>before  after</p>");
  });
});

describe("links", () => {
  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example",
  ])("to %s lose their address", (url) => {
    expect(render(`[text](<${url}>)`).html).toBe("<p><a>text</a></p>");
  });

  test.each(["https://example.org/a", "http://example.org/", "mailto:team@example.org"])("to %s stay", (url) => {
    expect(render(`[text](${url})`).html).toBe(`<p><a href="${url}">text</a></p>`);
  });

  test("to another document lead to its page", () => {
    expect(render("[before](2025-11-02-stale-bundle.md)").html).toContain(
      'href="../../incidents/2025-11-02-stale-bundle/index.html"',
    );
    expect(render("[before](../incidents/2025-11-02-stale-bundle.md#Lessons)").html).toContain(
      '2025-11-02-stale-bundle/index.html#s-lessons"',
    );
    expect(render("[before](../incidents/2025-11-02-stale-bundle.md#gone)").html).toContain(
      '2025-11-02-stale-bundle/index.html"',
    );
  });

  test("to what has no page stay as text", () => {
    expect(render("[gone](2020-01-01-gone.md) and [away](../../secret.txt)").html).not.toContain("href");
  });

  test.each(["#Übersicht", "#%C3%9Cbersicht", "#übersicht", "#U\u0308bersicht"])(
    "to %s find the heading in any form",
    (url) => {
      expect(render(`## Übersicht\n\n[there](${url})`).html).toContain('<a href="#s-übersicht">there</a>');
    },
  );

  test("to a heading in other case, and with spaces", () => {
    const { html } = render("## References & notes\n\n[a](#References--notes) [b](<#References & notes>)");
    expect(html.match(/href="#s-references--notes">[ab]</g)).toHaveLength(2);
  });

  test.each(["http://a@example.org", "https://a:b@example.org/", "https:example.org", "http:/example.org", "https://"])(
    "to %s lose their address, which browsers would repair",
    (url) => {
      expect(render(`[text](<${url}>)`).html).toBe("<p><a>text</a></p>");
    },
  );

  test("to a heading of the same body find it under its prefix", () => {
    expect(render("## What failed\n\n[there](#what-failed) and [nowhere](#nowhere)").html).toContain(
      '<a href="#s-what-failed">there</a> and <a>nowhere</a>',
    );
  });
});

describe("alerts", () => {
  test.each(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"])("[!%s] is a callout", (kind) => {
    const name = kind.toLowerCase();
    const label = name[0]?.toUpperCase() + name.slice(1);
    const { html } = render(`> [!${kind}]\n> Take **care**.\n>\n> - a`);
    expect(html).toContain(`<div class="callout callout-${name}"><p class="callout-label">${label}</p>`);
    expect(html).toContain("<p>Take <strong>care</strong>.</p>");
    expect(html).not.toMatch(/\[!|blockquote/);
  });

  test.each(["> [!NOTES]\n> a", "> [!NOTE] a", "> a [!NOTE]", "[!NOTE]"])("%s is none", (markdown) => {
    expect(render(markdown).html).not.toContain("callout");
  });
});

describe("ids", () => {
  test("of headings have a prefix, so that none can take the id of a part of the page", () => {
    const { html, toc } = render("## content\n\ntext\n\n## Content\n");
    expect(html).toContain('id="s-content"');
    expect(toc.map(({ id }) => id)).toEqual(["s-content", "s-content-1"]);
  });

  test("of footnotes match their references", () => {
    const { html } = render("A claim.[^a]\n\n[^a]: Its source.\n");
    expect(html).toContain('href="#user-content-fn-a"');
    expect(html).toContain('id="user-content-fn-a"');
  });
});

describe("prose that looks like a directive", () => {
  test.each(["It was 10:45 when arn:aws:iam::123:role/x failed", "See :smile: and a::b", "::leaf[x]{y}"])(
    "%s stays as it is",
    (text) => {
      expect(render(text).html).toBe(`<p>${text}</p>`);
    },
  );

  test("a container shows its content, an internal one is marked", () => {
    expect(render(":::internal\nOnly for us.\n:::").html).toBe(
      '<div class="internal"><p class="internal-label">Internal</p><p>Only for us.</p></div>',
    );
    expect(render(":::aside\nShown.\n:::").html).toBe("<p>Shown.</p>");
  });
});

describe("images", () => {
  const errors = `../${FOLDER}/errors.png`;
  const img = (name: string, alt: string, size: string) =>
    `<img src="../../${FOLDER}/${name}" alt="${alt}" ${size} loading="lazy" decoding="async">`;

  test("that stand alone are figures, with their title or else their alternative text as caption", () => {
    const picture = img("errors.png", "Errors rise at 09:02", 'width="640" height="320"');
    expect(render(`![Errors rise at 09:02](${errors})`).html).toBe(
      `<figure>${picture}<figcaption>Errors rise at 09:02</figcaption></figure>`,
    );
    expect(render(`![Errors rise at 09:02](${errors} "Errors & retries")`).html).toBe(
      `<figure>${picture}<figcaption>Errors &#x26; retries</figcaption></figure>`,
    );
    expect(render(`![](${errors})`).html).not.toContain("figcaption");
  });

  test("in the middle of a sentence stay there", () => {
    expect(render(`As ![the graph](${errors}) shows`).html).toMatch(/^<p>As <img [^>]+> shows<\/p>$/);
  });

  test("side by side are figures side by side", () => {
    const { html } = render(`![One](${errors})\n![Two](${errors})`);
    expect(html).toMatch(/^<div class="figures"><figure>.*<\/figure><figure>.*<\/figure><\/div>$/);
  });

  test("by reference are found", () => {
    expect(render(`![The graph][g]\n\n[g]: ${errors} "Errors"`).html).toMatch(/<figure><img .*<figcaption>Errors</);
  });

  test("wider than the text lead to the whole, drawings do not", () => {
    expect(render(`![All](../${FOLDER}/wide.png)`).html).toContain(`<a href="../../${FOLDER}/wide.png"><img `);
    expect(render(`![](../${FOLDER}/wide.png)`).html).not.toContain("<a ");
    expect(render(`![All](../${FOLDER}/path.svg)`).html).not.toContain("<a ");
  });

  test.each([
    "https://example.org/a.png",
    "//example.org/a.png",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    `../${FOLDER}/gone.png`,
    "../../../etc/passwd",
    "/etc/passwd",
    "%ff",
  ])("from %s are told, not shown", (url) => {
    expect(render(`![The graph](${url})`).html).toBe('<p><span class="no-image">[Image: The graph]</span></p>');
    expect(render(`See ![](${url}) there`).html).toBe('<p>See <span class="no-image">[Image]</span> there</p>');
  });
});

describe("what the page needs", () => {
  test("wide tables scroll by keyboard, aligned by class", () => {
    const { html } = render("| a | b |\n|--:|---|\n| 1 | 2 |\n");
    expect(html).toContain('<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>');
    expect(html).toContain('<th class="align-right" scope="col">a</th>');
    expect(html).not.toMatch(/ align=| style=/);
  });

  test("fenced code of a known language is marked up, other code is not", () => {
    expect(render("```yaml\nage: 5\n```").html).toContain('<span class="hljs-attr">age:</span>');
    expect(render("```\nage: <5\n```").html).toContain("age: &#x3C;5");
  });

  test("there is no second h1", () => {
    expect(render("# Title\n\ntext").html).toMatch(/^<h2 id="s-title">/);
  });

  test("boxes to tick are text", () => {
    expect(render("- [x] done\n- [ ] open").html).not.toContain("<input");
  });
});
