import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

/** Runs with a page of a fresh browser profile; fails on anything that the browser has to say. */
export async function visitWith(
  browser: Browser,
  options: BrowserContextOptions,
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  const said: string[] = [];
  try {
    const page = await context.newPage();
    page.on("console", (message) => said.push(`${page.url()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        console.error("CSP", event.violatedDirective, event.blockedURI),
      );
    });
    await run(page);
    expect(said).toEqual([]);
  } finally {
    await context.close();
  }
}
