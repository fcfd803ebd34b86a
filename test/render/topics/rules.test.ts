import { expect, test } from "vitest";
import { ruleInputs } from "../../../src/pipeline/site.js";
import { byTheme } from "../../../src/render/topics/rules/rule-themes.js";
import { collection } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const rules = ruleInputs();

test("every rule has a page, and its diagnostics' address is that page's", async () => {
  const pages = await renderPages(collection([]));
  for (const { id } of rules) expect(pages.has(`rules/${id}/index.html`), id).toBe(true);
  const page = textOf(pages.get("rules/detection-delay/index.html") ?? "");
  for (const part of ["What", "Why", "Example", "Output", "How to fix"]) expect(page).toContain(part);
});

test("every rule belongs to a theme, once", () => {
  const themes = byTheme(rules);
  expect(themes.map(({ title }) => title)).not.toContain("Others");
  expect(themes.flatMap((theme) => theme.rules.map(({ id }) => id)).sort()).toEqual(rules.map(({ id }) => id));
});

test("a rule of no theme is not lost", () => {
  expect(byTheme([{ id: "brand-new" }])).toMatchObject([{ title: "Others", rules: [{ id: "brand-new" }] }]);
});

test("the list says what holds in this collection", async () => {
  const pages = await renderPages(collection([], { config: { rules: { "section-order": "off", schema: "off" } } }));
  const list = textOf(pages.get("rules/index.html") ?? "");
  expect(list).toContain("section-order off");
  // A locked rule cannot be switched off.
  const locked = rules.find((rule) => rule.locked);
  expect(locked).toBeDefined();
  expect(list).not.toContain(`${locked?.id} off`);
  expect(textOf(pages.get("rules/section-order/index.html") ?? "")).toContain("in this collection off");
});
