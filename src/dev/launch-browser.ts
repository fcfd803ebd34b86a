import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Disables Chromium's background network requests. */
export const chromiumArgs: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** The path in `CHROMIUM_PATH`, else of an installed Chromium, if there is one. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM_PATH ?? SYSTEM.find((candidate) => existsSync(candidate));
}

/** Launches Chromium: from `CHROMIUM_PATH`, else an installed one, else the one from the dev dependencies. */
export async function launchBrowser(): Promise<Browser> {
  const path = chromiumPath();
  if (path !== undefined) return chromium.launch({ executablePath: path, args: [...chromiumArgs] });
  const { default: bundled } = await import("@sparticuz/chromium");
  // With `--single-process`, closing one profile would end the browser.
  const args = bundled.args.filter((arg) => arg !== "--single-process");
  return chromium.launch({ executablePath: await bundled.executablePath(), args: [...args, ...chromiumArgs] });
}
