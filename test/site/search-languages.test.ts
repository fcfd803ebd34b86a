import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.js";
import { inquest } from "../support/run-inquest.js";
import { serve } from "../support/serve.js";
import { visitWith } from "../support/visit.js";

const FIXTURES = fileURLToPath(new URL("./fixtures/", import.meta.url));

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), "inquest-languages-"));
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const CERTIFICATE = "2026-01-10-zertifikatsablauf";
const CONNECTIONS = "2026-02-11-zu-wenige-verbindungen";
const KEY = "2026-01-10-signing-key";
const DATABASE = "2026-02-11-connections";

/** What is asked, the ids of all results in their order, and what is said. */
type Query = readonly [words: string, ids: readonly string[], said: string];

const GERMAN: readonly Query[] = [
  ["Zertifikatsablauf", [CERTIFICATE], ""],
  // Parts of joined words
  ["Zertifikat", [CERTIFICATE], ""],
  ["Ablauf", [CERTIFICATE], ""],
  ["Prüfung", [CONNECTIONS, CERTIFICATE], ""],
  ["Datenbank", [CONNECTIONS], ""],
  // Forms of a word, and words of every text
  ["Prüfungen", [CONNECTIONS, CERTIFICATE], ""],
  ["Warum dauerte die Anmeldung eine Minute?", [CONNECTIONS], ""],
  [
    "Anmeldunk",
    [CERTIFICATE, CONNECTIONS],
    "No page has Anmeldunk. Did you mean Anmeldung (2 pages)?These are the pages with Anmeldung.",
  ],
  ["Leitung", [], "No page has Leitung."],
];

const JAPANESE: readonly Query[] = [
  ["証明書", [KEY], ""],
  ["鍵", [KEY], ""],
  ["署名鍵", [KEY], ""],
  ["データベース", [DATABASE], ""],
  ["接続数の上限", [], "No page has 接続数の上限."],
  ["接続数 上限", [DATABASE], ""],
  ["キャッシュ PostgreSQL", [DATABASE, KEY], "1 page has both, 1 has one; those with more stand first."],
  ["電話", [], "No page has 電話."],
];

test.each([
  ["german", "de", GERMAN],
  ["japanese", "ja", JAPANESE],
] as const)(
  "a %s collection is searched in its language, which its pages name",
  async (name, lang, queries) => {
    const site = join(folder, name);
    expect(inquest(["build", "--root", join(FIXTURES, name), "--out", site, "--date", "2026-11-23"]).code).toBe(0);
    expect(await readFile(join(site, "index.html"), "utf8")).toContain(`<html lang="${lang}">`);
    const served = await serve(site);
    try {
      await visitWith(browser, {}, async (page) => {
        const wrong: object[] = [];
        for (const [words, ids, said] of queries) {
          await page.goto(`${served.url}search/index.html?${new URLSearchParams({ q: words, type: "incident" })}`);
          await page.waitForSelector('[data-results][aria-busy="false"]', { state: "attached" });
          const links = await page
            .locator("[data-results] a")
            .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
          const found = links.map((href) => href.split("/").at(-2));
          const text = await page.locator("[data-said]").textContent();
          if (found.join() !== ids.join() || text !== said) wrong.push({ words, found, said: text });
        }
        expect(wrong).toEqual([]);
      });
    } finally {
      await served.close();
    }
  },
  60_000,
);
