/**
 * Takes screenshots of the example site: one page of every kind, at three widths, in light and dark, and in print.
 * `npm run shots` takes all; `npm run shots -- search incidents/` takes those whose path contains one of the words.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sirv from "sirv";
import { walkFolder } from "../read/walk-folder.js";
import { launchBrowser } from "./launch-browser.js";

const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"] as const;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "inquest-shots-"));
const site = join(folder, "site");
execFileSync(process.execPath, ["dist/bin/cli.js", "build", "--root", "postmortems", "--out", site], {
  cwd: ROOT,
  stdio: ["ignore", "inherit", "inherit"],
});

const server = createServer(sirv(site));
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const browser = await launchBrowser();
const wanted = process.argv.slice(2);
const paths = kindsOfPages().filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)));

/** Takes all screenshots of one width and colour scheme. */
async function take(width: number, colorScheme: "light" | "dark"): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  for (const path of paths) {
    await open(page, path);
    await page.screenshot({ path: pictureOf(path, `${width}-${colorScheme}.png`), fullPage: true });
  }
  await page.close();
}

async function print(): Promise<void> {
  const page = await browser.newPage();
  for (const path of paths) {
    await open(page, path);
    await page.pdf({ path: pictureOf(path, "print.pdf"), format: "A4" });
  }
  await page.close();
}

async function open(page: Page, path: string): Promise<void> {
  // Only the search page still loads data after the load event.
  await page.goto(base + path, { waitUntil: path.startsWith("search") ? "networkidle" : "load" });
  // Scrolling makes images with lazy loading appear.
  await page.evaluate("scrollTo(0, document.body.scrollHeight)");
  await page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))");
  await page.evaluate("scrollTo(0, 0)");
}

for (const path of paths) mkdirSync(pictureOf(path, ""));
await Promise.all([...WIDTHS.flatMap((width) => SCHEMES.map((scheme) => take(width, scheme))), print()]);

await browser.close();
server.close();
process.stdout.write(`${folder}\n`);

/** `home/360-light.png`, `incidents-<id>/print.pdf`. */
function pictureOf(path: string, name: string): string {
  const page = path === "index.html" ? "home" : path.replace(/(\/index)?\.html$/, "").replaceAll("/", "-");
  return join(folder, page, name);
}

/** One page of each kind: the largest file of each folder and depth. */
function kindsOfPages(): string[] {
  const kinds = new Map<string, { path: string; size: number }>();
  for (const { path } of walkFolder(site, ".").entries) {
    if (!path.endsWith(".html")) continue;
    const kind = path.replace(/(?<=\/)[^/]+\//g, "*/");
    const { size } = statSync(join(site, path));
    if (size > (kinds.get(kind)?.size ?? -1)) kinds.set(kind, { path, size });
  }
  return [...kinds.values()].map(({ path }) => path).sort();
}
