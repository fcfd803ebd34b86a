/**
 * Takes screenshots of the example site: one page of every kind, at three widths, in light, dark and forced colours, and in print.
 * `npm run shots` takes all; `npm run shots -- search incidents/` takes those whose path contains one of the words.
 * `--look light,print` takes only these looks, `--width 390` only these widths, `--site DIR` those of a site that is built.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import sirv from "sirv";
import { walkFolder } from "../read/walk-folder.js";
import { launchBrowser } from "./launch-browser.js";

const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  forced: { colorScheme: "dark", forcedColors: "active" },
  print: { colorScheme: "light" },
} as const;
type Look = keyof typeof LOOKS;

/** A sheet of A4 between its margins, in CSS pixels. */
const SHEET_WIDTH = 680;

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    look: { type: "string", default: Object.keys(LOOKS).join(",") },
    width: { type: "string", default: "390,820,1280" },
    site: { type: "string" },
  },
});
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "inquest-shots-"));
const site = options.site ?? join(folder, "site");
if (options.site === undefined)
  execFileSync(process.execPath, ["dist/bin/cli.js", "build", "--root", "postmortems", "--out", site], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });

const server = createServer(sirv(site));
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const browser = await launchBrowser();
const paths = kindsOfPages().filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)));

/** Takes all screenshots of one look and width. */
async function take(look: Look, width: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, ...LOOKS[look] });
  if (look === "print") await page.emulateMedia({ media: "print" });
  for (const path of paths) {
    await open(page, path, look);
    await page.screenshot({
      path: pictureOf(path, look === "print" ? "print.png" : `${width}-${look}.png`),
      fullPage: true,
    });
    if (look === "print") await page.pdf({ path: pictureOf(path, "print.pdf"), format: "A4" });
  }
  await page.close();
}

async function open(page: Page, path: string, look: Look): Promise<void> {
  // Only the search page still loads data after the load event.
  await page.goto(base + path, { waitUntil: path.startsWith("search") ? "networkidle" : "load" });
  // A new document forgets that colours are forced.
  if (look === "forced") {
    await page.emulateMedia({ forcedColors: "none" });
    await page.emulateMedia({ forcedColors: "active" });
  }
  // Scrolling makes images with lazy loading appear.
  await page.evaluate("scrollTo(0, document.body.scrollHeight)");
  await page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))");
  await page.evaluate("scrollTo(0, 0)");
}

for (const path of paths) mkdirSync(pictureOf(path, ""), { recursive: true });
const widths = options.width.split(",").map(Number);
// One after the other: a browser that paints several long pages at once takes all memory.
for (const look of options.look.split(",") as Look[])
  for (const width of look === "print" ? [SHEET_WIDTH] : widths) await take(look, width);

await browser.close();
server.close();
process.stdout.write(`${folder}\n`);

/** `home/390-light.png`, `incidents-<id>/print.pdf`. */
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
