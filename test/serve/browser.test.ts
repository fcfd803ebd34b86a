import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { visitWith } from "../support/visit.js";
import { Live } from "./live.js";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const ID = "2026-03-14-old-keys-refused";
const FILE = `incidents/${ID}.md`;
const PAGE = `incidents/${ID}/index.html`;
const FAULTY = SOUND.replace("by: alert", "by: alarm");

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

const visit = (run: (page: Page) => Promise<void>, javaScriptEnabled = true) =>
  visitWith(browser, { javaScriptEnabled }, run);

const panel = (page: Page) => page.locator("section.panel");
const toggle = (page: Page) => panel(page).locator(".toggle");

test("a page in a browser loads itself again where it was, and shows what is wrong with its file", async () => {
  const long = SOUND.replace("Publish before use.", `Publish before use.\n\n${"And then wait.\n\n".repeat(200)}`);
  const root = collectionFolder({ [FILE]: long });
  const save = (text: string) => writeFileSync(join(root, FILE), text);
  const live = await Live.start(root);
  await visit(async (page) => {
    await page.goto(`${live.url}${PAGE}`);
    await toggle(page).getByText("No diagnostics").waitFor();
    await page.evaluate(() => window.scrollTo(0, 1500));
    save(long.replace("Publish before use.", "Keep old keys for a day."));
    await page.getByText("Keep old keys for a day.").waitFor();
    // The browser keeps the same paragraph in place, whatever height the text above it now has.
    await page.waitForFunction(() => Math.abs(window.scrollY - 1500) < 10);
    save(long.replace("by: alert", "by: alarm"));
    await toggle(page).getByText("1 error").waitFor();
    await toggle(page).click();
    const shown = await panel(page).textContent();
    expect(shown).toMatch(/Of this page\s*error Unknown by "alarm"/);
    expect(shown).toMatch(new RegExp(`${FILE}:\\d+:\\d+ · schema\\s*Allowed: alert, customer`));
    // What was opened stays open, also on the next page.
    await page.goto(`${live.url}index.html`);
    await panel(page).getByText("Of files of other pages").waitFor();
    await panel(page).getByRole("link", { name: "All diagnostics" }).click();
    await page.getByRole("heading", { name: FILE }).waitFor();
    save(SOUND);
    await page.getByText("No diagnostics").waitFor();
  });
});

test("the panel is used by keyboard, and put away until there are other diagnostics", async () => {
  const root = collectionFolder({ [FILE]: FAULTY });
  const live = await Live.start(root);
  await visit(async (page) => {
    await page.goto(`${live.url}${PAGE}`);
    // Not visible before its stylesheet is there, and what is not visible takes no focus.
    await toggle(page).waitFor();
    await toggle(page).focus();
    await page.keyboard.press("Enter");
    await panel(page).getByText("Of this page").waitFor();
    await page.keyboard.press("Escape");
    await panel(page).getByText("Of this page").waitFor({ state: "hidden" });
    expect(await toggle(page).getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await panel(page).waitFor({ state: "hidden" });
    await Promise.all([page.waitForResponse(/diagnostics\.json/).then((answer) => answer.finished()), page.reload()]);
    expect(await panel(page).isVisible()).toBe(false);
    writeFileSync(join(root, FILE), FAULTY.replace("pattern", "patern").replace("by: alarm", "by: nobody"));
    await panel(page).waitFor();
  });
});

test("the stylesheet is changed without loading the page again", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  await visit(async (page) => {
    await page.goto(`${live.url}${PAGE}`);
    await toggle(page).waitFor();
    await page.evaluate(() => Object.assign(window, { here: true }));
    mkdirSync(join(root, "templates/styles"), { recursive: true });
    writeFileSync(join(root, "templates/styles/own.css"), "h1 { color: rgb(1, 2, 3); }");
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector("h1") as Element).color === "rgb(1, 2, 3)",
    );
    expect(await page.evaluate(() => "here" in window)).toBe(true);
  });
});

test("the list of diagnostics is valid HTML, reads without a script, and axe finds nothing in it or in the panel", async () => {
  const live = await Live.start(collectionFolder({ [FILE]: FAULTY }));
  const { text } = await live.get("_inquest/diagnostics/");
  const { results } = await new HtmlValidate(
    new StaticConfigLoader({ extends: ["html-validate:recommended"] }),
  ).validateString(text);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, line }) => `${line} ${ruleId}`))).toEqual([]);
  await visit(async (page) => {
    await page.goto(`${live.url}_inquest/diagnostics/`);
    expect(await page.locator("main").textContent()).toMatch(/by: alarm[\s\S]*Allowed: alert, customer/);
  }, false);
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme });
    const page = await context.newPage();
    await page.goto(`${live.url}${PAGE}`);
    await toggle(page).click();
    for (const path of [PAGE, "_inquest/diagnostics/"]) {
      await page.goto(`${live.url}${path}`);
      if (path === PAGE) await panel(page).getByText("Of this page").waitFor();
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof import("axe-core") }).axe.run();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
      });
      expect(found, `${path} ${colorScheme}`).toEqual([]);
    }
    await context.close();
  }
});
