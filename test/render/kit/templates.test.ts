import { expect, test } from "vitest";
import { readTemplates } from "../../../src/read/read-templates.js";
import { helpers } from "../../../src/render/kit/templates/helpers.js";
import { createRenderer } from "../../../src/render/kit/templates/templates.js";

const { templates } = await readTemplates();

test("only sanitised HTML is printed unescaped", () => {
  const unescaped = [...templates].flatMap(([path, text]) =>
    (text.match(/\{\{\{[^}]*\}\}\}|\{\{&[^}]*\}\}/g) ?? []).map((found) => `${path}: ${found}`),
  );
  expect(unescaped).toEqual([
    "pages/about/about.hbs: {{{own.html}}}",
    "pages/rules/rule.hbs: {{{doc}}}",
    "partials/drill/hypothesis.hbs: {{{hypothesis.html}}}",
    "partials/incident/narrative.hbs: {{{body.html}}}",
    "partials/svg.hbs: {{{svg}}}",
  ]);
});

test("no template draws: charts are trees that one printer escapes", () => {
  expect([...templates].flatMap(([path, text]) => (text.includes("<svg") ? [path] : []))).toEqual([]);
});

test("attributes are quoted, and addresses go through the url helper", () => {
  for (const [path, text] of templates) {
    expect(text, path).not.toMatch(/\s[a-z-]+=\{\{/);
    for (const [, value = ""] of text.matchAll(/\s(?:href|src)="([^"{]*\{\{[^}]*\}\}|[^"]*)/g)) {
      expect(value, path).toMatch(/^(\{\{url |#)/);
    }
  }
});

test("a field that the model lacks is an error, not an empty string", () => {
  const render = createRenderer(new Map([["pages/one.hbs", "{{entry.title}}"]]));
  expect(render("one", { entry: { title: "A & B" } })).toBe("A &amp; B");
  expect(() => render("one", { entry: {} })).toThrow(/title/);
});

test("the url helper refuses what is no safe address", () => {
  const render = createRenderer(new Map([["pages/one.hbs", '<a href="{{url href}}">x</a>']]));
  expect(render("one", { root: "../../", href: "javascript:alert(1)" })).toBe('<a href="#">x</a>');
  expect(render("one", { root: "../../", href: "incidents/index.html" })).toBe(
    '<a href="../../incidents/index.html">x</a>',
  );
  expect(render("one", { root: "../../", href: 'https://example.org/?a="b' })).toBe(
    '<a href="https://example.org/?a&#x3D;&quot;b">x</a>',
  );
});

test("helpers have names that no field of a model has", () => {
  const fields = ["day", "count", "number", "title", "path", "href", "text", "words"];
  expect(Object.keys(helpers).filter((name) => fields.includes(name))).toEqual([]);
});
