import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { writeSite } from "../../src/write/write-site.js";
import { temporaryFolder } from "../support/collection-folder.js";

const UNFINISHED = new URL("../../dist/write/unfinished.js", import.meta.url).href;
const WRITER = new URL("../../dist/write/write-site.js", import.meta.url).href;
/** Writes half a site, and waits. */
const INTERRUPTED_WRITE = `
  const { SiteWriter } = await import(${JSON.stringify(WRITER)});
  const [out, mode, signal] = process.argv.slice(1);
  await new SiteWriter(out, { mode }).take({ path: "index.html", content: "new" });
  process.kill(process.pid, signal);
  await new Promise((done) => setTimeout(done, 600_000));`;
/** Hears a signal while it puts a folder into its place. */
const INTERRUPTED_SWAP = `
  const { mkdirSync, renameSync } = await import("node:fs");
  const { removeAtExit, swapWhole } = await import(${JSON.stringify(UNFINISHED)});
  const [out, , signal] = process.argv.slice(1);
  setTimeout(() => undefined, 600_000);
  mkdirSync(out + "-new");
  removeAtExit(out + "-new");
  await swapWhole(async () => {
    const heard = new Promise((done) => process.once(signal, done));
    process.kill(process.pid, signal);
    await heard;
    renameSync(out + "-new", out);
  });
  process.exit(99);`;
const KILLS = 40;
const FILES = 60;

/** Writes sites for ever, each with its number in every file. */
const WRITE_FOR_EVER = `
  const { writeSite } = await import(${JSON.stringify(WRITER)});
  const pages = (n) => Array.from({ length: ${FILES} }, (_, i) => ({ path: \`p\${i}/index.html\`, content: String(n) }));
  const [out, mode] = process.argv.slice(1);
  for (let n = 1; ; n++) {
    await writeSite(out, pages(n), { mode });
    process.send?.("written");
  }`;

/** The number that all files of a whole site have. */
function numberOf(site: string): string {
  const all = Array.from({ length: FILES }, (_, i) => readFileSync(join(site, `p${i}/index.html`), "utf8"));
  expect(new Set(all).size).toBe(1);
  return all[0] ?? "";
}

test.each(["folder", "symlink"] as const)(
  "kill -9 at any moment in mode %s leaves a whole site, or one that the next build restores",
  async (mode) => {
    onTestFinished(({ task }) => {
      task.meta.cases = KILLS;
    });
    const parent = temporaryFolder({});
    const out = join(parent, "site");
    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", WRITE_FOR_EVER, out, mode], {
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      await new Promise((done) => child.once("message", done));
      // From the swap of one site on over the next: other moments in every run.
      await setTimeout(kill);
      child.kill("SIGKILL");
      await new Promise((done) => child.once("exit", done));
      // Between the two renames of mode folder there is no site; the old one stands beside.
      const there = readdirSync(parent).includes("site");
      const beside = readdirSync(parent).find((name) => name.startsWith(".site.inquest-old-"));
      expect(Number(numberOf(there ? out : join(parent, beside ?? "none")))).toBeGreaterThan(0);
      if (mode === "symlink") expect(there).toBe(true);
    }
    await writeSite(
      out,
      Array.from({ length: FILES }, (_, i) => ({ path: `p${i}/index.html`, content: "last" })),
      { mode },
    );
    expect(numberOf(out)).toBe("last");
    expect(readdirSync(parent).filter((name) => /-(?:staging|old)-/.test(name))).toEqual([]);
  },
);

const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

/** Runs a script that sends itself a signal. @returns its exit code */
async function interrupted(script: string, ...args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done) => child.once("exit", done));
}

test.each(
  SIGNALS.flatMap(([signal, code]) => (["folder", "symlink"] as const).map((mode) => [signal, mode, code] as const)),
)("%s while a site is written in mode %s leaves the old one, and nothing beside it", async (signal, mode, code) => {
  const parent = temporaryFolder({});
  const out = join(parent, "site");
  await writeSite(out, [{ path: "index.html", content: "old" }], { mode });
  const before = readdirSync(parent);
  expect(await interrupted(INTERRUPTED_WRITE, out, mode, signal)).toBe(code);
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("old");
  expect(readdirSync(parent)).toEqual(before);
});

test.each(SIGNALS)("%s while folders are swapped waits until they are", async (signal, code) => {
  const parent = temporaryFolder({});
  expect(await interrupted(INTERRUPTED_SWAP, join(parent, "site"), "folder", signal)).toBe(code);
  expect(readdirSync(parent)).toEqual(["site"]);
});
