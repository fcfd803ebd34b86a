/**
 * Runs Lighthouse in Chromium on one page of each of the most visited kinds, and prints the median of several runs.
 * `npm run lighthouse` runs each page five times; `npm run lighthouse -- 3 search` runs pages whose path has `search` three times.
 *
 * Lighthouse is fetched by npx instead of being a dependency: it is large, and only this script needs it.
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { chromiumArgs, chromiumPath } from "./launch-browser.js";

const VERSION = "12.8.2";
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  txt: "text/plain",
  wasm: "application/wasm",
};

type Scores = Record<(typeof CATEGORIES)[number], number>;

const words = process.argv.slice(2);
const runs = Number(words.find((word) => /^\d+$/.test(word)) ?? 5);
const wanted = words.filter((word) => !/^\d+$/.test(word));

const site = join(mkdtempSync(join(tmpdir(), "inquest-lighthouse-")), "site");
const server = createServer(async (request, response) => {
  const path = decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/").replace(/\/$/, "/index.html");
  try {
    // Like a static host: the media type follows the file name, and text is compressed.
    const body = await readFile(join(site, path));
    const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "cache-control": "max-age=600" });
    response.end(gzipSync(body));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
execFileSync(
  process.execPath,
  ["dist/bin/cli.js", "build", "--root", "postmortems", "--out", site, "--base-url", base],
  {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  },
);

// The home page is opened by its folder's address, to match its canonical link.
const pages = [
  "",
  "incidents/index.html",
  largest("incidents"),
  "taxonomy/operability/index.html",
  "objectives/rto/index.html",
  "search/index.html?q=cache",
  "evidence/index.html",
  "drills/index.html",
].filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)));

for (const path of pages) {
  const all: Scores[] = [];
  for (let run = 0; run < runs; run++) all.push(await lighthouse(base + path));
  const medians = CATEGORIES.map((category) => `${category} ${median(all.map((scores) => scores[category]))}`);
  process.stdout.write(`/${path}: ${medians.join(", ")}; performance ${all.map((one) => one.performance).join(" ")}\n`);
}
server.close();

/** The scores of one run, out of 100. */
async function lighthouse(url: string): Promise<Scores> {
  const { stdout } = await promisify(execFile)(
    "npx",
    [
      "--yes",
      `lighthouse@${VERSION}`,
      url,
      "--output=json",
      "--quiet",
      `--only-categories=${CATEGORIES.join(",")}`,
      `--chrome-flags=--headless ${chromiumArgs.join(" ")}`,
    ],
    { env: { ...process.env, CHROME_PATH: chromiumPath() }, maxBuffer: 2 ** 28 },
  );
  const report = JSON.parse(stdout) as {
    categories: Record<string, { score: number }>;
    audits: Record<string, { title: string; score: number | null; scoreDisplayMode: string }>;
  };
  for (const { title, score, scoreDisplayMode } of Object.values(report.audits))
    if (scoreDisplayMode === "binary" && score === 0) process.stdout.write(`  ${title}\n`);
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round((report.categories[category]?.score ?? 0) * 100)]),
  ) as Scores;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The largest page of a folder of pages. */
function largest(folder: string): string {
  const paths = readdirSync(join(site, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}/index.html`)
    .sort();
  const size = (path: string) => statSync(join(site, path)).size;
  return paths.reduce((most, path) => (size(path) > size(most) ? path : most));
}
