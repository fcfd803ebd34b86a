/**
 * Takes the README's picture: the top of a postmortem of the example, in light and dark, as WebP in `.github/pictures/`.
 * `npm run picture` after a change of templates or styles that shows there.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchBrowser } from "./launch-browser.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PICTURES = join(ROOT, ".github/pictures");
const PAGE = "incidents/2025-11-18-cloudflare-bot-feature-file/index.html";
const VIEWPORT = { width: 1120, height: 700 };
/** Of WebP: below it, small text frays. */
const QUALITY = 0.6;

const site = mkdtempSync(join(tmpdir(), "inquest-picture-"));
const build = ["dist/bin/cli.js", "build", "--root", "postmortems", "--out", join(site, "site"), "--no-search"];
execFileSync(process.execPath, build, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
mkdirSync(PICTURES, { recursive: true });
const browser = await launchBrowser();
for (const colorScheme of ["light", "dark"] as const) {
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme });
  await page.goto(pathToFileURL(join(site, "site", PAGE)).href);
  const png = (await page.screenshot()).toString("base64");
  // The browser itself has an encoder that makes a third of the PNG; the policy of the site's pages allows no such image.
  await page.goto("about:blank");
  const webp = await page.evaluate(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png}";
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", ${QUALITY}).split(",")[1];
  })()`);
  writeFileSync(join(PICTURES, `postmortem-${colorScheme}.webp`), Buffer.from(String(webp), "base64"));
  await page.close();
}
await browser.close();
rmSync(site, { recursive: true });
