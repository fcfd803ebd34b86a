import { fileURLToPath } from "node:url";
import fc from "fast-check";
import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../../src/dev/parse-template.js";
import { printTemplate } from "../../../src/dev/print-template.js";
import { readPackageFiles } from "../../../src/read/read-package-files.js";
import { COMPILE_OPTIONS, templateText } from "../../../src/render/kit/templates/compile-options.js";
import { helpers } from "../../../src/render/kit/templates/helpers.js";
import { createRenderer, createThemedRenderer, type Renderer } from "../../../src/render/kit/templates/renderer.js";
import { loadExample } from "../../support/load-example.js";
import { renderPages } from "../../support/render.js";

type Texts = ReadonlyMap<string, string>;

const folder = fileURLToPath(new URL("../../../templates/", import.meta.url));
const texts: Texts = new Map(
  [...readPackageFiles(folder, (path) => path.endsWith(".hbs"))].map(([path, bytes]) => [path, bytes.toString("utf8")]),
);

/** The models of the pages of the example, by template. */
const pages = new Map<string, Record<string, unknown>[]>();
const graph = await loadExample();
await renderPages(graph.collection, { graph, baseUrl: "https://learning.example.org/" }, (template, model) => {
  pages.set(template, [...(pages.get(template) ?? []), model as Record<string, unknown>]);
  return "";
});

/** The same templates as Handlebars itself renders them, with those of a collection in their place. */
function handlebars(own: Texts = new Map()): Renderer {
  const engine = Handlebars.create();
  engine.registerHelper(helpers);
  for (const [path, text] of [...texts, ...own]) {
    const name = path.replace(/\.hbs$/, "");
    const source = own.has(path) ? templateText(name, text) : parseTemplate(name, text);
    engine.registerPartial(name, engine.compile(source, COMPILE_OPTIONS));
  }
  return (name, model) => (engine.partials as Record<string, Handlebars.TemplateDelegate>)[name]?.(model) ?? "";
}

/** What a renderer makes of a page; null: it refuses to. */
function outcome(render: Renderer, template: string, model: object): string | null {
  try {
    return render(template, model);
  } catch {
    return null;
  }
}

/** A field of a model, or of what it holds: each step says which of the fields. */
function placeIn(model: Record<string, unknown>, [step = 0, ...others]: readonly number[]): [typeof model, string] {
  const keys = Object.keys(model);
  const key = keys[step % keys.length] ?? "";
  const value = model[key];
  const goesOn = others.length > 0 && typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return goesOn ? placeIn(value as typeof model, others) : [model, key];
}

describe("templates as code print what Handlebars prints", () => {
  const [code, reference] = [createRenderer(), handlebars()];

  test("for every page of the example", () => {
    expect(pages.size).toBeGreaterThan(30);
    for (const [template, models] of pages)
      for (const model of models) expect(code(template, model) === reference(template, model), template).toBe(true);
  });

  test("with any value in place of one that a page has", () => {
    const oddValue = fc.constantFrom<unknown>(
      undefined,
      null,
      false,
      true,
      0,
      -1,

      "",
      "a&b<c>\"'`=d",
      [],
      {},
    );
    for (const [template, [model = {}]] of pages)
      fc.assert(
        fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), oddValue, (steps, odd) => {
          const [owner, key] = placeIn(model, steps);
          const before = owner[key];
          owner[key] = odd;
          try {
            return outcome(code, template, model) === outcome(reference, template, model);
          } finally {
            owner[key] = before;
          }
        }),
        { numRuns: 20 },
      );
  });

  test("where a collection brings some of them, in any mixture", async () => {
    for (const part of [0, 1]) {
      const own = new Map([...texts].filter((_, index) => index % 2 === part));
      const [mixed, reference] = [await createThemedRenderer(own), handlebars(own)];
      for (const [template, [model = {}]] of pages)
        expect(mixed(template, model), template).toBe(reference(template, model));
    }
  });

  test("where those of a collection look around in the data of the others", async () => {
    const own = new Map([
      ["partials/name.hbs", "{{#if @first}}first {{/if}}{{#if @last}}last {{/if}}{{@root.page.title}}"],
      ["partials/cites.hbs", "{{#each cites}}{{@index}}{{#if @../first}} of the first{{/if}}{{/each}}"],
      ["layouts/page.hbs", "<main>{{> @partial-block}}</main>"],
    ]);
    const [mixed, reference] = [await createThemedRenderer(own), handlebars(own)];
    for (const [template, [model = {}]] of pages)
      expect(outcome(mixed, template, model), template).toBe(outcome(reference, template, model));
  });
});

test.each([
  ["{{#list items}}{{/list}}", "{{#list}}"],
  ["{{#each items as |item|}}{{/each}}", "{{#each}} with these arguments"],
  ["{{#if n includeZero=true}}{{/if}}", "{{#if}} with these arguments"],
  ["{{lookup items 0}}", "{{lookup}}"],
  ["{{@index}}", "{{@index}}"],
  ["{{asNumber (lookup items 0)}}", "SubExpression"],
  ["{{> partials/none}}", "{{> partials/none}}"],
  ["{{../title}}", "../title"],
])("%s in a template stops the build", (text, what) => {
  const program = parseTemplate("pages/one", text);
  expect(() => printTemplate("pages/one", program, new Set())).toThrow(
    `templates/pages/one.hbs: ${what} cannot be printed as code`,
  );
});
