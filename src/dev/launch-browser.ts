import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Without anything that talks to the network by itself. */
export const chromiumArgs: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** `CHROMIUM_PATH`, else a Chromium of the system, if there is one. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM_PATH ?? SYSTEM.find((candidate) => existsSync(candidate));
}

/** A real Chromium: that of `CHROMIUM_PATH`, else one of the system, else the one that comes as a dev dependency. */
export async function launchBrowser(): Promise<Browser> {
  const path = chromiumPath();
  if (path !== undefined) return chromium.launch({ executablePath: path, args: [...chromiumArgs] });
  const { default: bundled } = await import("@sparticuz/chromium");
  // In a single process, which saves memory on a server without disk, closing one profile ends the browser.
  const args = bundled.args.filter((arg) => arg !== "--single-process");
  return chromium.launch({ executablePath: await bundled.executablePath(), args: [...args, ...chromiumArgs] });
}
