import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { NO_CACHE } from "../../src/cache/cache.js";
import { DirectFinisher, type Finisher } from "../../src/finish/finisher.js";
import { Finishers, type SiteStart, workersFor } from "../../src/finish/finishers.js";
import { ThreadFinisher } from "../../src/finish/thread-finisher.js";
import { EnvironmentFault } from "../../src/model/environment-fault.js";
import type { UnfinishedFile } from "../../src/model/page.js";
import { buildInto } from "../../src/pipeline/build.js";
import { LeakSearch } from "../../src/redact/leak-search.js";
import { SiteWriter, writeSite } from "../../src/write/write-site.js";
import { collection, incident } from "../support/collection.js";
import { temporaryFolder } from "../support/collection-folder.js";

const EXAMPLE = fileURLToPath(new URL("../../postmortems/", import.meta.url));
const WORKERS = [0, 1] as const;

/** A finisher that writes below a new folder, and the writer. @param earlier the files of an earlier site, by path */
async function begin(
  workers: 0 | 1,
  start: Partial<SiteStart> = {},
  earlier: Readonly<Record<string, string>> = {},
): Promise<[Finisher, SiteWriter, string]> {
  const parent = temporaryFolder({});
  const files = Object.entries(earlier).map(([path, content]) => ({ path, content }));
  if (files.length > 0) await writeSite(join(parent, "site"), files);
  const writer = new SiteWriter(join(parent, "site"));
  const finishers = new Finishers(writer, workers);
  const finisher = await finishers.begin({
    documents: 1,
    leaks: null,
    language: null,
    cache: NO_CACHE,
    ...start,
  });
  onTestFinished(async () => {
    await finishers.close();
    await writer.discard();
  });
  return [finisher, writer, parent];
}

const page = (path: string, content = "<main><p>One</p></main>"): UnfinishedFile => ({ path, content, needs: "twin" });

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The files below a folder by their path. */
function contentOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length), readFileSync(path, "base64")]));
}

test("a site has the same files and bytes whether another thread finishes it or not", async () => {
  const parent = temporaryFolder({});
  const [alone, together] = await Promise.all(
    WORKERS.map(async (workers) => {
      const writer = new SiteWriter(join(parent, String(workers)));
      const built = await buildInto(
        EXAMPLE,
        {
          audience: "public",
          baseUrl: "https://learning.example.org/",
          date: "2026-11-23",
          search: true,
          version: "1",
          allowErrors: false,
          workers,
        },
        writer,
      );
      expect(built.isBuilt).toBe(true);
      const hashes = new Map(writer.hashes);
      await writer.swap([]);
      return { hashes, files: contentOf(join(parent, String(workers))) };
    }),
  );
  expect(alone?.files.size).toBeGreaterThan(300);
  expect([...(together?.files.keys() ?? [])]).toEqual([...(alone?.files.keys() ?? [])]);
  for (const [path, content] of alone?.files ?? []) expect(together?.files.get(path) === content, path).toBe(true);
  expect(together?.hashes).toEqual(alone?.hashes);
});

test("another thread is for large sites on machines that have two processors", () => {
  expect(workersFor(200, 2)).toBe(1);
  expect(workersFor(199, 2)).toBe(0);
  expect(workersFor(200, 1)).toBe(0);
});

test("the thread finishes files where one is asked for and there is a folder", async () => {
  expect((await begin(1))[0]).toBeInstanceOf(ThreadFinisher);
  expect((await begin(0))[0]).toBeInstanceOf(DirectFinisher);
  const sink = { take: async () => undefined, discard: async () => undefined };
  const finisher = await new Finishers(sink, 1).begin({
    documents: 1000,
    leaks: null,
    language: null,
    cache: NO_CACHE,
  });
  expect(finisher).toBeInstanceOf(DirectFinisher);
});

test.each(WORKERS)("what a site hides is found, with %s threads beside", async (workers) => {
  const entry = (id: string, title: string, visibility: "public" | "internal") => ({
    ...{ id, title, visibility },
    ...{ description: title, statement: title },
  });
  const title = "Keys never lapse before they are replaced";
  const leaks = new LeakSearch(
    collection([incident("2026-03-14-shown", { visibility: "public" })], {
      catalogs: { invariants: [entry("hidden-rule", title, "internal"), entry("shown-rule", "Shown", "public")] },
    }),
  );
  const [finisher] = await begin(workers, { leaks });
  await finisher.take(page("index.html"));
  await finisher.take(page("a/index.html", `<main><p>${title}</p></main>`));
  await finisher.settle();
  const found = await leaks.leaks(async () => []);
  expect(found).toEqual([
    { text: title, path: "a/index.html" },
    { text: title, path: "a/index.md" },
  ]);
});

test.each(WORKERS)("a file in pieces is written and searched as a whole, with %s threads beside", async (workers) => {
  const secret = "The console of the vendor was reachable without a second factor";
  const leaks = new LeakSearch(collection([incident("2026-03-14-hidden", { visibility: "internal" }, secret)]));
  const [finisher, writer] = await begin(workers, { leaks });
  const content = `{"a":"${"-".repeat(400_000)}",\n"b":"${secret}","c":"${"-".repeat(400_000)}"}`;
  const border = content.indexOf("vendor") + 3;
  const piece = (from: number, to?: number) =>
    finisher.take({
      ...{ path: "data/a.json", content: content.slice(from, to), needs: "text" },
      isContinued: to !== undefined,
    });
  await piece(0, 300_000);
  await piece(300_000, border);
  await piece(border);
  await finisher.settle();
  expect([...writer.hashes]).toEqual([["data/a.json", createHash("sha256").update(content).digest("hex")]]);
  expect(await leaks.leaks(async () => [])).toMatchObject([{ path: "data/a.json" }]);
});

test.each(WORKERS)("files of an earlier site are taken over, and searched, with %s threads beside", async (workers) => {
  const texts = {
    "a.html": "<p>Keys of the hidden vendor lapse</p>",
    "b.html": "<p>Keys</p>",
    "d.json": `["${"é".repeat(500_000)}", "Keys of the hidden vendor lapse", "${"é".repeat(500_000)}"]`,
  };
  const hashes = (...paths: (keyof typeof texts)[]) =>
    new Map<string, string>(paths.map((path) => [path, sha256(texts[path])]));
  const hidden = incident("2026-03-14-hidden", { status: "draft", title: "Keys of the hidden vendor lapse" });
  const leaks = new LeakSearch(collection([hidden]));
  for (const isSearched of [false, true]) {
    const [finisher, writer] = await begin(workers, { leaks }, texts);
    const pieces = [`["${"-".repeat(600_000)}", "Keys of the hidden `, 'vendor lapse"]'];
    for (const [at, content] of pieces.entries())
      await finisher.take({ path: "c.json", content, needs: "nothing", isContinued: at === 0 });
    await finisher.takeOver({ hashes: hashes("a.html", "d.json"), isSearched });
    await finisher.takeOver({ hashes: new Map([...hashes("b.html"), ["c.html", sha256("")]]), isSearched });
    expect(await finisher.takenOver()).toEqual([true, false]);
    expect(await finisher.takenOver()).toEqual([]);
    for (let n = 0; n < 20; n++) await finisher.takeOver({ hashes: new Map(), isSearched });
    await finisher.takeOver({ hashes: hashes("b.html"), isSearched });
    expect(await finisher.takenOver()).toEqual(Array(21).fill(true));
    await finisher.settle();
    expect(writer.hashes).toEqual(hashes("a.html", "d.json", "b.html").set("c.json", sha256(pieces.join(""))));
    const found = (await leaks.leaks(async () => [])).map(({ path }) => path);
    expect(found).toEqual(isSearched ? ["c.json"] : ["c.json", "a.html", "d.json"]);
    for (const path of found) leaks.suspect(path, []);
  }
});

test.each(WORKERS)(
  "who is asked for many files answers in their order while others wait, with %s threads",
  async (workers) => {
    const names = Array.from({ length: 200 }, (_, at) => `kept-${at}.html`);
    const [finisher, writer, parent] = await begin(workers, {}, Object.fromEntries(names.map((name) => [name, name])));
    const made = Array.from({ length: 400 }, (_, at) => `made-${at}.html`);
    for (const path of made) await finisher.take(page(path));
    const isKept = (at: number) => at % 3 !== 0;
    for (const [at, name] of names.entries())
      await finisher.takeOver({ hashes: new Map([[name, sha256(isKept(at) ? name : "")]]), isSearched: true });
    expect(await finisher.takenOver()).toEqual(names.map((_, at) => isKept(at)));
    await finisher.settle();
    const kept = names.filter((_, at) => isKept(at));
    const expected = [...made, ...kept].sort();
    expect([...writer.hashes.keys()].sort()).toEqual(expected);
    await writer.swap([]);
    const paths = [...contentOf(join(parent, "site")).keys()].map((path) => path.slice(1));
    expect(paths.filter((path) => path !== ".inquest-site")).toEqual(expected);
  },
);

test.each(WORKERS)("the first thing that goes wrong ends it as what it is, with %s threads beside", async (workers) => {
  const [finisher, writer] = await begin(workers);
  const takeAll = async (...paths: readonly string[]) => {
    for (const path of paths) await finisher.take(page(path));
    await finisher.settle();
  };
  await takeAll("index.html", "a/index.html");
  expect([...writer.hashes.keys()].sort()).toEqual(["a/index.html", "a/index.md", "index.html", "index.md"]);
  const fault = await takeAll("index.html", "../out.html").catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(EnvironmentFault);
  expect(String(fault)).toMatch(
    /Cannot write the site to .*site: something is there already; what was there is untouched/,
  );

  const [another] = await begin(workers);
  const error = await (async () => {
    await another.take(page("../out.html"));
    await another.settle();
  })().catch((thrown: unknown) => thrown);
  expect(error).not.toBeInstanceOf(EnvironmentFault);
  expect(error).toMatchObject({ message: '"../out.html" is not a path inside the site' });
});

test("a thread that ends too early is told, and is waited for no longer", async () => {
  const [finisher] = await begin(1);
  await finisher.take(page("index.html"));
  await finisher.close();
  await expect(finisher.settle()).rejects.toThrow("The thread that writes the site stopped");
});

/** Has files finished for ever by another thread, and tells when the first are written. */
const FINISH_FOR_EVER = `
  const { Finishers } = await import(${JSON.stringify(new URL("../../dist/finish/finishers.js", import.meta.url).href)});
  const { NO_CACHE } = await import(${JSON.stringify(new URL("../../dist/cache/cache.js", import.meta.url).href)});
  const { SiteWriter } = await import(${JSON.stringify(new URL("../../dist/write/write-site.js", import.meta.url).href)});
  const writer = new SiteWriter(process.argv[1]);
  const finisher = await new Finishers(writer, 1).begin({ documents: 1, leaks: null, language: null, cache: NO_CACHE });
  for (let n = 0; ; n++) {
    await finisher.take({ path: n + "/index.html", content: "<main>" + "<p>One</p>".repeat(100), needs: "twin" });
    if (n === 200) process.send("written");
  }`;

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s leaves nothing of what another thread was writing", async (signal, code) => {
  const parent = temporaryFolder({});
  for (let run = 0; run < 3; run++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", FINISH_FOR_EVER, join(parent, "site")], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const ended = new Promise((done) => child.once("exit", done));
    await new Promise((done) => child.once("message", done));
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(readdirSync(parent)).toEqual([]);
  }
});
