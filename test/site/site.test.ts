import { readFileSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.js";
import { buildExample } from "../support/build-example.js";
import { brokenLinks } from "../support/links.js";
import { type Served, serve } from "../support/serve.js";
import { visitWith } from "../support/visit.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let folder: string;
let paths: string[];
/** The pages that are no redirects. */
let pages: string[];
let served: Served;
let browser: Browser;

beforeAll(async () => {
  folder = await buildExample();
  paths = (await readdir(folder, { recursive: true }))
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html"));
  paths.sort();
  const isRedirect = (path: string) => readFileSync(join(folder, path), "utf8").includes('http-equiv="refresh"');
  pages = paths.filter((path) => !isRedirect(path));
  [served, browser] = await Promise.all([serve(folder, "/failure/"), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** One page of each kind: the first of each folder and depth. */
function kindsOfPages(): string[] {
  const kinds = new Map(
    pages.map((path) => [path.replace(/(?<=\/)[^/]+\//g, "*/"), path]).reverse() as [string, string][],
  );
  return [...kinds.values()].sort();
}

const visit = (options: BrowserContextOptions, run: (page: Page) => Promise<void>) => visitWith(browser, options, run);
const status = (page: Page) => page.getByRole("status");

describe("every page", () => {
  test("is valid HTML", async () => {
    // Titles are what authors write, and the doctype is as html-validate wants it.
    const validator = new HtmlValidate(
      new StaticConfigLoader({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } }),
    );
    const found: string[] = [];
    for (const path of paths) {
      const { results: reports } = await validator.validateString(await readFile(join(folder, path), "utf8"), path);
      for (const { messages } of reports)
        found.push(...messages.map((one) => `${path}:${one.line} ${one.ruleId}: ${one.message}`));
    }
    expect(found).toEqual([]);
  });

  test("links only to pages and anchors that exist", async () => {
    expect(await brokenLinks(folder, "/failure/")).toEqual([]);
  });

  test("has one h1, landmarks, a title and a description of its own", async () => {
    for (const path of pages) {
      const html = await readFile(join(folder, path), "utf8");
      expect(html.match(/<h1\b/g), path).toHaveLength(1);
      expect(html, path).toMatch(/<main id="content"[\s\S]*<footer/);
      expect(html, path).toMatch(/<title>[^<]+<\/title>\s*<meta name="description" content="[^"]+">/);
    }
  });

  test("of each kind makes the browser say nothing, in light and dark, with a script and without", async () => {
    for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { javaScriptEnabled: false }] as const) {
      await visit(options, async (page) => {
        for (const path of kindsOfPages()) await page.goto(`${served.url}${path}`, { waitUntil: "load" });
      });
    }
  });

  test.each([320, 768, 1600])(
    "of each kind fits %d pixels without scrolling sideways",
    async (width) => {
      await visit({ viewport: { width, height: 900 } }, async (page) => {
        for (const path of kindsOfPages()) {
          await page.goto(`${served.url}${path}`);
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(over, path).toBeLessThanOrEqual(0);
        }
      });
    },
    120_000,
  );
});

describe("axe finds nothing", () => {
  const incident = "incidents/2021-10-28-roblox-consul/index.html";
  const main = ["index.html", incident, "incidents/index.html", "search/index.html?q=key&class=trust"];
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1280]) {
      test(`in ${colorScheme} at ${width} pixels`, async () => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        try {
          const page = await context.newPage();
          // Later pages of a list have the template of the first.
          const kinds = kindsOfPages().filter((path) => !/\/page-\d+\//.test(path));
          for (const path of (colorScheme === "dark") === (width === 1280) ? [...main, ...kinds] : main) {
            await page.goto(`${served.url}${path}`);
            if (path.startsWith("search")) await expect.poll(() => status(page).textContent()).toMatch(/\d|Nothing/);
            await page.evaluate(axe);
            const found = await page.evaluate(async () => {
              const { violations } = await (window as unknown as { axe: typeof import("axe-core") }).axe.run({
                rules: { "target-size": { enabled: true } },
                // What passes is not asked for, and takes most of the time.
                resultTypes: ["violations"],
              });
              return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
            });
            expect(found, path).toEqual([]);
          }
        } finally {
          await context.close();
        }
      });
    }
  }
});

describe("by keyboard alone", () => {
  const pages = [
    "index.html",
    "incidents/index.html",
    "incidents/2021-10-28-roblox-consul/index.html",
    "taxonomy/trust/index.html",
    "degradation/index.html",
    "drills/index.html",
    "data/index.html",
    "search/index.html?q=key",
  ];

  test.each(pages)(
    "everything of %s is reached in its order, and shows that it is",
    async (path) => {
      await visit({ viewport: { width: 1280, height: 900 } }, async (page) => {
        await page.goto(`${served.url}${path}`);
        if (path.startsWith("search")) await expect.poll(() => status(page).textContent()).toContain("found");
        const n = await page.evaluate(() => {
          const seen: Element[] = [];
          const unmarked: string[] = [];
          Object.assign(window, { seen, unmarked });
          (document.activeElement as HTMLElement | null)?.blur();
          document.addEventListener("focusin", ({ target }) => {
            const element = target as HTMLElement;
            seen.push(element);
            // In a picture that is a ring around the mark, as wide as an outline.
            const ring = element.querySelector(".run-reach");
            const isMarked = ring
              ? getComputedStyle(ring).strokeWidth === "2px"
              : getComputedStyle(element).outlineStyle !== "none";
            if (!isMarked) unmarked.push(element.outerHTML.slice(0, 80));
          });
          return document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']").length;
        });
        for (let at = 0; at < n + 2; at++) await page.keyboard.press("Tab");
        const found = await page.evaluate(() => {
          const { seen, unmarked } = window as unknown as { seen: Element[]; unmarked: string[] };
          const group = (element: Element) => (element as HTMLInputElement).type === "radio";
          const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
          const missed = all.filter(
            (one) => one.checkVisibility({ visibilityProperty: true }) && !seen.includes(one) && !group(one),
          );
          return { missed: missed.map((one) => one.outerHTML.slice(0, 120)), unmarked };
        });
        expect(found).toEqual({ missed: [], unmarked: [] });
      });
    },
    60_000,
  );

  test("the links of the header unfold on a narrow screen, and fold again", async () => {
    await visit({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(`${served.url}incidents/index.html`);
      const drills = page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Drills" });
      expect(await drills.isVisible()).toBe(false);
      await page.getByRole("button", { name: "Menu" }).focus();
      await page.keyboard.press("Enter");
      expect(await drills.isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      expect(await drills.isVisible()).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Menu");
    });
  });

  test("and are all there without a script", async () => {
    await visit({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}incidents/index.html`);
      await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Drills" }).click();
      await page.waitForURL(/drills\/index\.html$/);
    });
  });
});

describe("a postmortem", () => {
  const long = "incidents/2024-12-11-openai-telemetry-control-plane/index.html";

  test("marks in its contents what is being read, also after a jump", async () => {
    await visit({ viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.goto(`${served.url}${long}`);
      const current = () => page.locator(".toc [aria-current]").allTextContents();
      expect(await current()).toEqual([]);
      await page.locator(".toc a", { hasText: "Lessons" }).click();
      await expect.poll(current).toEqual(["Lessons"]);
      // A section longer than the part of the screen above the line of reading, whatever the font.
      await page.evaluate(() => document.getElementById("s-which-invariant-was-violated")?.scrollIntoView());
      await expect.poll(current).toEqual(["Which invariant was violated"]);
      await page.evaluate(() => scrollTo(0, 0));
      await expect.poll(current).toEqual([]);
    });
  });

  test("with many answers shows the first, and all of them on paper", async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit({ javaScriptEnabled }, async (page) => {
        await page.goto(`${served.url}${long}`);
        const invariants = page.locator(".answer").first();
        expect(await invariants.locator(":scope > .named").count()).toBe(1);
        const folded = invariants.locator(".more .statement").first();
        expect(await folded.isVisible()).toBe(false);
        await page.emulateMedia({ media: "print" });
        expect(await folded.isVisible()).toBe(true);
        expect(await page.locator(".site-nav, .toc").first().isVisible()).toBe(false);
        await page.emulateMedia({ media: "screen" });
        await invariants.locator("summary").first().click();
        expect(await folded.isVisible()).toBe(true);
      });
    }
  });

  test("folds its events on a phone, but not where an address leads to one, and never without a script", async () => {
    const viewport = { width: 390, height: 844 };
    const open = (page: Page) => page.locator(".events").evaluate((one: HTMLDetailsElement) => one.open);
    await visit({ viewport }, async (page) => {
      await page.goto(`${served.url}${long}`);
      expect(await open(page)).toBe(false);
      await page.goto("about:blank");
      await page.goto(`${served.url}${long}#event-3`);
      expect(await open(page)).toBe(true);
    });
    await visit({ viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.goto(`${served.url}${long}`);
      expect(await open(page)).toBe(true);
    });
    await visit({ viewport, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${served.url}${long}`);
      expect(await open(page)).toBe(true);
    });
  });

  test("begins its summary on the first screen, at every width", async () => {
    for (const width of [320, 390, 820, 1280, 1680]) {
      await visit({ viewport: { width, height: 900 } }, async (page) => {
        await page.goto(`${served.url}${long}`);
        const line = await page
          .locator("#summary p")
          .first()
          .evaluate((one) => one.getClientRects()[0]?.top ?? 9999);
        expect(line, String(width)).toBeLessThan(880);
      });
    }
  });

  test("is printed on light paper whatever the screen is, with the addresses of its sources", async () => {
    await visit({ colorScheme: "dark" }, async (page) => {
      await page.addInitScript(() => localStorage.setItem("inquest-theme", "dark"));
      await page.goto(`${served.url}${long}`);
      await page.emulateMedia({ media: "print" });
      const of = (selector: string, pseudo?: string) =>
        page.evaluate(
          ([selector = "", pseudo]) => {
            const { backgroundColor, color, content } = getComputedStyle(
              document.querySelector(selector) ?? document.body,
              pseudo,
            );
            return { backgroundColor, color, content };
          },
          [selector, pseudo],
        );
      expect(await of("body")).toMatchObject({ backgroundColor: "rgb(255, 255, 255)", color: "rgb(0, 0, 0)" });
      expect((await of(".sources a[href^='http']", "::after")).content).toMatch(/^"https:/);
    });
  });
});

describe("the choice of colours", () => {
  test("holds across pages, before the page shows", async () => {
    await visit({ colorScheme: "light" }, async (page) => {
      await page.goto(served.url);
      await page.getByLabel("Dark").check();
      await page.goto(`${served.url}incidents/index.html`);
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
      expect(await page.getByLabel("Dark").isChecked()).toBe(true);
      await page.getByLabel("Auto").check();
      expect(await page.evaluate(() => document.documentElement.dataset.theme ?? "none")).toBe("none");
    });
  });
});

test("the site works from a disk", async () => {
  await visit({}, async (page) => {
    await page.goto(`file://${folder}/index.html`);
    await page.getByRole("link", { name: "All incidents" }).click();
    await page.locator(".rows a").first().click();
    await page.waitForLoadState();
    expect(page.url()).toMatch(/^file:.*\/incidents\/[^/]+\/index\.html$/);
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe("0px");
    // Search alone needs a server, and 404.html its address.
    for (const path of kindsOfPages().filter((one) => !/^(search\/|404)/.test(one)))
      await page.goto(`file://${folder}/${path}`);
  });
});

test("404.html is styled under any address", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const response = await page.goto(`${served.url}no/such/page/`);
  expect(response?.status()).toBe(404);
  expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe("0px");
  await page.getByRole("link", { name: "Start page" }).click();
  await page.waitForURL(`${served.url}index.html`);
  await context.close();
});
