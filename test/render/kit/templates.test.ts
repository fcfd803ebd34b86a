import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readPackageFiles } from "../../../src/read/read-package-files.js";
import { helpers } from "../../../src/render/kit/templates/helpers.js";
import { createThemedRenderer } from "../../../src/render/kit/templates/renderer.js";

const folder = fileURLToPath(new URL("../../../templates/", import.meta.url));
const files = readPackageFiles(folder, (path) => path.endsWith(".hbs"));
const templates = [...files].map(([path, bytes]) => [path, bytes.toString("utf8")] as const);

test("only sanitised HTML is printed unescaped", () => {
  const unescaped = templates.flatMap(([path, text]) =>
    (text.match(/\{\{\{[^}]*\}\}\}|\{\{&[^}]*\}\}/g) ?? []).map((found) => `${path}: ${found}`),
  );
  expect(unescaped).toEqual([
    "pages/about/about.hbs: {{{own.html}}}",
    "pages/rules/rule.hbs: {{{doc}}}",
    "partials/drill/hypothesis.hbs: {{{hypothesis.html}}}",
    "partials/drill/narrative.hbs: {{{body.html}}}",
    "partials/incident/narrative.hbs: {{{body.html}}}",
    "partials/incident/summary.hbs: {{{body.first}}}",
    "partials/svg.hbs: {{{svg}}}",
  ]);
});

test("no template draws: charts are trees that one printer escapes", () => {
  expect(templates.flatMap(([path, text]) => (text.includes("<svg") ? [path] : []))).toEqual([]);
});

test("attributes are quoted, and addresses go through the url helper", () => {
  for (const [path, text] of templates) {
    expect(text, path).not.toMatch(/\s[a-z-]+=\{\{/);
    for (const [, value = ""] of text.matchAll(/\s(?:href|src)="([^"{]*\{\{[^}]*\}\}|[^"]*)/g)) {
      expect(value, path).toMatch(/^(\{\{url |#)/);
    }
  }
});

test("a field that the model lacks is an error, not an empty string", async () => {
  const render = await createThemedRenderer(new Map([["partials/one.hbs", "{{entry.title}}"]]));
  expect(render("partials/one", { entry: { title: "A & B" } })).toBe("A &amp; B");
  expect(() => render("partials/one", { entry: {} })).toThrow(/title/);
});

test("a template that includes itself 100 times is filled, and one that does so without end is an error", async () => {
  const nested = (depth: number): object => ({ inner: depth === 1 ? null : nested(depth - 1) });
  const tree = "<i>{{#if inner}}{{> partials/tree inner}}{{/if}}</i>";
  const render = await createThemedRenderer(
    new Map([
      ["partials/tree.hbs", tree],
      ["partials/endless.hbs", "<i>{{> partials/endless}}</i>"],
    ]),
  );
  expect(render("partials/tree", nested(100))).toBe("<i>".repeat(100) + "</i>".repeat(100));
  expect(() => render("partials/tree", nested(101))).toThrow("includes itself without end");
  expect(() => render("partials/endless", {})).toThrow(
    "includes itself without end, in templates/partials/endless.hbs",
  );
  expect(render("partials/tree", nested(100))).toContain("<i>");
});

test("the url helper refuses what is no safe address", async () => {
  const render = await createThemedRenderer(new Map([["partials/one.hbs", '<a href="{{url href}}">x</a>']]));
  expect(render("partials/one", { root: "../../", href: "javascript:alert(1)" })).toBe('<a href="#">x</a>');
  expect(render("partials/one", { root: "../../", href: "incidents/index.html" })).toBe(
    '<a href="../../incidents/index.html">x</a>',
  );
  expect(render("partials/one", { root: "../../", href: 'https://example.org/?a="b' })).toBe(
    '<a href="https://example.org/?a&#x3D;&quot;b">x</a>',
  );
});

test("helpers have names that no field of a model has", () => {
  const fields = ["day", "count", "number", "title", "path", "href", "text", "words"];
  expect(Object.keys(helpers).filter((name) => fields.includes(name))).toEqual([]);
});
