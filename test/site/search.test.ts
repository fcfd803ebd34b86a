import { rm } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.js";
import { buildExample } from "../support/build-example.js";
import { type Served, serve } from "../support/serve.js";
import { visitWith } from "../support/visit.js";
import { QUERIES } from "./search-queries.js";

let folder: string;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  folder = await buildExample();
  [served, browser] = await Promise.all([serve(folder, "/failure/"), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const visit = (options: BrowserContextOptions, run: (page: Page) => Promise<void>) => visitWith(browser, options, run);
const searchUrl = (query = "") => `${served.url}search/index.html${query}`;
const results = (page: Page) => page.locator("[data-results] a");
const status = (page: Page) => page.getByRole("status");
const said = (page: Page) => page.locator("[data-said]").textContent();
const field = (page: Page) => page.getByLabel("Search all incidents, catalogs and drills");
const answered = (page: Page) => page.waitForSelector('[data-results][aria-busy="false"]', { state: "attached" });
const total = async (page: Page) =>
  ((await status(page).textContent()) ?? "").match(/\d[\d,]*/g)?.reduce((sum, n) => sum + Number(n), 0) ?? 0;

async function ask(page: Page, query: string): Promise<void> {
  await page.goto(searchUrl(query.startsWith("?") ? query : `?${new URLSearchParams({ q: query })}`));
  await answered(page);
}

describe("a query", () => {
  test("finds what is expected first, and says which words it did not find", async () => {
    await visit({}, async (page) => {
      const wrong: object[] = [];
      for (const [query, first, about] of QUERIES) {
        await ask(page, query);
        const link = results(page).first();
        const href = (await link.count()) > 0 ? await link.getAttribute("href") : null;
        const text = (await said(page)) ?? "";
        const isFirst = first === null ? href === null : href?.includes(first);
        const isSaid = about === null ? text === "" : about.test(text);
        if (!isFirst || !isSaid) wrong.push({ query, href, said: text });
      }
      expect(wrong).toEqual([]);
    });
  });

  test.each([
    ["control-plane", "control plane", "controlplane"],
    ["authorisation", "authorization"],
    ["behaviour", "behavior"],
    ["fail-over", "failover"],
    ["cached", "caches", "caching"],
  ])("finds the same in another spelling: %s", async (...spellings) => {
    await visit({}, async (page) => {
      const numbers: number[] = [];
      for (const one of spellings) {
        await ask(page, one);
        numbers.push(await total(page));
      }
      expect(numbers[0]).toBeGreaterThan(0);
      expect(new Set(numbers).size).toBe(1);
    });
  });

  test("finds no word by its first letters, by its stem alone or in the furniture of pages", async () => {
    await visit({}, async (page) => {
      await ask(page, "author");
      for (const mark of await page.locator("[data-results] mark").allTextContents())
        expect(mark).toMatch(/^authors?(ed|ing)?$/i);
      await ask(page, '"known good"');
      expect(await total(page)).toBeLessThan(12);
      for (const furniture of ['"M1 open"', '"link to this section"']) {
        await ask(page, furniture);
        expect([furniture, await results(page).count()]).toEqual([furniture, 0]);
      }
    });
  });

  test("with a slip offers the right word, whose number is that of its results", async () => {
    await visit({}, async (page) => {
      await ask(page, "stale authorisaton decisions");
      const text = (await said(page)) ?? "";
      const pages = Number(/authorisation \((\d+) pages\)/.exec(text)?.[1]);
      await ask(page, "authorisation");
      expect(await total(page)).toBe(pages);
      await ask(page, "stale authorisaton decisions");
      await page.getByRole("link", { name: "authorisation", exact: true }).click();
      await answered(page);
      expect(page.url()).toContain("q=stale+authorisation+decisions");
      expect(await said(page)).not.toContain("No page has authorisaton");
    });
  });
});

describe("the results", () => {
  test("are list items with one link each: incidents, then catalog entries, then drills", async () => {
    await visit({}, async (page) => {
      await ask(page, "failover");
      const headings = await page.locator(".group-title").allTextContents();
      expect(headings.slice(0, 3).map((text) => text.split(" ")[0])).toEqual(["Incidents", "Catalog", "Drills"]);
      for (const item of await page.locator("[data-results] li").all()) expect(await item.locator("a").count()).toBe(1);
      await expect
        .poll(() => status(page).textContent())
        .toMatch(/^\d+ incidents, \d+ catalog entr(y|ies) and \d+ drills? found$/);
    });
  });

  test("have an excerpt from one section, with the word marked, and what those concerned wished they had had", async () => {
    await visit({}, async (page) => {
      await ask(page, "boulder");
      expect((await page.locator("[data-results] mark").first().textContent())?.toLowerCase()).toContain("boulder");
      expect(await page.locator(".result-excerpt").first().textContent()).toMatch(/^[A-Z][^:]+: \S/);
      await ask(page, "stale flags");
      expect(await page.locator(".result-wished").first().textContent()).toMatch(/^They wished they had had \S/);
    });
  });

  test("that have only some of the words come after the others, and say which", async () => {
    await visit({}, async (page) => {
      await ask(page, "expired certificate");
      const headings = await page.locator(".group-title").allTextContents();
      expect(headings[0]).toMatch(/^Incidents with both words 2 incidents$/);
      expect(headings.some((text) => text.startsWith("Incidents with one of the words"))).toBe(true);
      expect(await page.locator(".result-line b").last().textContent()).toMatch(/^(expired|certificate)(, .*)?$/);
    });
  });

  test("beyond the first ones are shown on demand, each once", async () => {
    await visit({}, async (page) => {
      await ask(page, "?type=incident");
      const all = await total(page);
      expect(all).toBeGreaterThan(40);
      while (await page.getByRole("button", { name: /^\d+ more incidents?$/ }).isVisible()) {
        const before = await results(page).count();
        await page.getByRole("button", { name: /^\d+ more incidents?$/ }).click();
        await expect.poll(() => results(page).count()).toBeGreaterThan(before);
      }
      const links = await results(page).evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
      expect([links.length, new Set(links).size]).toEqual([all, all]);
    });
  });

  test("without words are all there is, the newest first", async () => {
    await visit({}, async (page) => {
      await ask(page, "?");
      const days = await page.locator(".result-group").first().locator(".result-line").allTextContents();
      const times = days.map((line) => Date.parse(line.split(" · ")[0] ?? ""));
      expect(times.length).toBe(10);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });
  });

  test("are sorted by how long it went undetected, the unknown last either way", async () => {
    await visit({}, async (page) => {
      const undetected = async (sort: string) => {
        await ask(page, `?type=incident&type=near-miss&sort=${sort}`);
        while (await page.getByRole("button", { name: /more incidents?$/ }).isVisible()) {
          const before = await results(page).count();
          await page.getByRole("button", { name: /more incidents?$/ }).click();
          await expect.poll(() => results(page).count()).toBeGreaterThan(before);
        }
        return (await page.locator(".result-line").allTextContents()).map(
          (line) => / · (undetected for .*|detected at once)$/.exec(line)?.[1] ?? "not known",
        );
      };
      const [longest, shortest] = [await undetected("longest"), await undetected("shortest")];
      expect(longest[0]).toBe("undetected for 234 days");
      expect(shortest[0]).toBe("detected at once");
      for (const order of [longest, shortest])
        expect(order.slice(order.indexOf("not known")).every((one) => one === "not known")).toBe(true);
    });
  });
});

describe("the facets", () => {
  test("count what their lists hold, add up values of one facet, and are kept in the address", async () => {
    await visit({}, async (page) => {
      await ask(page, "?q=cache&class=trust&type=incident");
      const trust = await total(page);
      const count = page.locator('[data-facet="class"] li', { hasText: "Trust" }).locator("[data-count]");
      expect(await count.textContent()).toBe(String(trust));
      const other = page.locator('[data-facet="class"] li', { hasText: "Capacity" }).locator("[data-count]");
      const both = Number(await other.textContent());

      await page.getByLabel("Capacity", { exact: true }).check();
      await expect.poll(() => page.url()).toContain("class=trust&class=capacity");
      await expect.poll(() => total(page)).toBeGreaterThan(trust);
      expect(await total(page)).toBeLessThanOrEqual(trust + both);

      await page.goBack();
      await expect.poll(() => total(page)).toBe(trust);
      expect(await page.getByLabel("Capacity", { exact: true }).isChecked()).toBe(false);
      await page.goForward();
      await expect.poll(() => page.getByLabel("Capacity", { exact: true }).isChecked()).toBe(true);

      await page.getByRole("button", { name: "Take back the filter “Class: Trust”" }).click();
      await expect.poll(() => page.url()).toBe(searchUrl("?q=cache&type=incident&class=capacity"));
      await page.getByRole("button", { name: "Clear all filters" }).click();
      await expect.poll(() => page.url()).toBe(searchUrl("?q=cache"));
    });
  });

  test("each number of a value is that of the results when it is chosen", async () => {
    await visit({}, async (page) => {
      await ask(page, "rollback");
      const values = await page.locator('[data-facet="type"] li, [data-facet="class"] li').evaluateAll((all) =>
        all.map((one) => ({
          facet: (one.closest("[data-facet]") as HTMLElement).dataset.facet ?? "",
          value: one.querySelector("input")?.value ?? "",
          n: Number(one.querySelector("[data-count]")?.textContent),
        })),
      );
      expect(values.length).toBeGreaterThan(6);
      for (const { facet, value, n } of values) {
        await ask(page, `?${new URLSearchParams({ q: "rollback", [facet]: value })}`);
        expect([facet, value, await total(page)]).toEqual([facet, value, n]);
      }
    });
  });

  test("that leave nothing are offered to be taken back", async () => {
    await visit({}, async (page) => {
      await ask(page, "?q=zyzzyvazyzzyva&class=trust");
      expect(await status(page).textContent()).toMatch(/^Nothing matches\./);
      await page.getByRole("button", { name: /^Without the words: \d+ results$/ }).click();
      await expect.poll(() => page.url()).toBe(searchUrl("?class=trust"));
      await expect.poll(() => results(page).count()).toBeGreaterThan(5);
      expect(await page.locator("[data-suggestions] button").count()).toBe(0);
    });
  });

  test("stand after the results on a phone, and a link leads there", async () => {
    await visit({ viewport: { width: 390, height: 844 } }, async (page) => {
      await ask(page, "rollback");
      const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0;
      expect(await top("#facets")).toBeGreaterThan(await top("[data-results]"));
      await page.getByRole("link", { name: /^Narrow the \d+ results$/ }).click();
      await page.getByLabel("Capacity", { exact: true }).check();
      await expect.poll(() => page.url()).toContain("class=capacity");
    });
  });
});

describe("by keyboard", () => {
  test("Enter keeps the words, arrows choose, and Enter on a result opens it", async () => {
    await visit({}, async (page) => {
      await page.goto(`${served.url}about/index.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("signing key");
      await page.keyboard.press("Enter");
      await page.waitForURL(/search\/index\.html\?q=signing\+key$/);
      await answered(page);
      const [first, second] = await results(page).all();
      const hasFocus = (one: typeof first) => one?.evaluate((link) => link === document.activeElement);
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      expect(await hasFocus(second)).toBe(true);
      await page.keyboard.press("ArrowUp");
      expect(await hasFocus(first)).toBe(true);
      await page.keyboard.press("ArrowUp");
      expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true);
      expect(await field(page).inputValue()).toBe("signing key");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/incidents\/.+\/index\.html$/);
    });
  });

  test.each([390, 1280])("the first result is at most 5 tabs from the field at %d pixels", async (width) => {
    await visit({ viewport: { width, height: 900 } }, async (page) => {
      await ask(page, "stale authorisaton decisions");
      await field(page).focus();
      let tabs = 0;
      while (tabs < 9 && !(await page.evaluate(() => document.activeElement?.closest(".result") !== null))) {
        await page.keyboard.press("Tab");
        tabs += 1;
      }
      expect(tabs).toBeLessThanOrEqual(5);
    });
  });
});

test("words that are typed are searched, and stand in the address", async () => {
  await visit({}, async (page) => {
    await page.goto(searchUrl());
    await field(page).fill("sidecar boulder caa");
    await field(page).fill("boulder");
    await expect.poll(() => page.url()).toContain("?q=boulder");
    await expect.poll(() => status(page).textContent()).toMatch(/found$/);
    expect(await results(page).first().textContent()).toContain("rechecked CAA");
  });
});

test("markup in words and texts is text", async () => {
  await visit({}, async (page) => {
    await ask(page, '<img src=x onerror=alert(1)> "<b>known good</b>"');
    expect(await page.locator("[data-said] img, [data-results] img, [data-said] b b").count()).toBe(0);
  });
});

test("on a phone the header leads to the field of the search page", async () => {
  await visit({ viewport: { width: 390, height: 844 } }, async (page) => {
    await page.goto(`${served.url}incidents/index.html`);
    const link = page.getByRole("link", { name: "Search" }).first();
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    await link.click();
    await page.waitForURL(searchUrl());
    expect((await field(page).boundingBox())?.width).toBeGreaterThan(200);
  });
});

test("without a script the page says so and leads to the list", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto(searchUrl());
    await page.getByText("Search needs a script.").waitFor();
    await page.getByRole("link", { name: "the list of incidents" }).click();
    await page.waitForURL(/incidents\/index\.html$/);
  });
});

test("a first search loads less than 150 KB of the index", async () => {
  await visit({}, async (page) => {
    let bytes = 0;
    page.on("response", async (response) => {
      if (response.url().includes("/search/data/")) bytes += Number(await response.headerValue("content-length"));
    });
    await ask(page, "stale decisions after a rollout");
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(150_000);
  });
});
