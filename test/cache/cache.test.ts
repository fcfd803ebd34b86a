import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Cache, cacheKey } from "../../src/cache/cache.js";
import { userCacheFolder } from "../../src/cache/cache-folder.js";
import { temporaryFolder } from "../support/collection-folder.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const CACHE = import.meta.resolve("../../dist/cache/cache.js");
const bytes = (text: string) => Buffer.from(text);

/** Keeps a value in a run of its own. */
function keep(folder: string, key: string, value: string, program = "1", now?: number): void {
  const cache = new Cache(folder, program, now);
  cache.put("test", cacheKey(key), bytes(value));
  cache.save();
}

function kept(folder: string, key: string, program = "1"): string | undefined {
  return new Cache(folder, program).get("test", cacheKey(key))?.toString();
}

test("a value is there for the next run of the same program", () => {
  const folder = join(temporaryFolder({}), "made", "when needed");
  expect(kept(folder, "a")).toBe(undefined);
  keep(folder, "a", "of a");
  keep(folder, "b", "");
  expect([kept(folder, "a"), kept(folder, "b"), kept(folder, "c")]).toEqual(["of a", "", undefined]);
  expect(kept(folder, "a", "2")).toBe(undefined);
});

test("where a part of a key ends makes a difference", () => {
  const keys = [
    cacheKey("ab", "c"),
    cacheKey("a", "bc"),
    cacheKey("abc"),
    cacheKey(bytes("ab"), "c"),
    cacheKey("ab", "c", ""),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("values are there in whatever order they are asked for, and stay as they were", () => {
  const folder = temporaryFolder({});
  const sizes = [10, 0, 300_000, 5000, 40_000, 1, 31_000, ...Array.from({ length: 100 }, (_, index) => 9000 + index)];
  const values = sizes.map((size, index) => `${index} `.repeat(size).slice(0, size));
  const written = new Cache(folder, "1");
  for (const [index, value] of values.entries()) written.put("test", cacheKey(`${index}`), bytes(value));
  written.save();
  const order = [...values.keys()];
  for (const indexes of [order, order.toReversed(), order.map((index) => (index * 37) % order.length)]) {
    const cache = new Cache(folder, "1");
    const found = indexes.map((index) => cache.get("test", cacheKey(`${index}`)));
    expect(found.map((value) => Buffer.from(value ?? []).toString()).join()).toBe(
      indexes.map((index) => values[index]).join(),
    );
    cache.save();
  }
});

test("packs are merged, and nothing is lost", () => {
  const folder = temporaryFolder({});
  for (let run = 0; run < 40; run++) keep(folder, `key ${run}`, `value ${run}`);
  expect(readdirSync(folder).length).toBeLessThanOrEqual(9);
  for (let run = 0; run < 40; run++) expect(kept(folder, `key ${run}`)).toBe(`value ${run}`);
});

test("so many values that they would fill the memory are written as they come, and count once all are", () => {
  const folder = temporaryFolder({});
  const cache = new Cache(folder, "1");
  const value = Buffer.alloc(1024 * 1024);
  for (let put = 0; put < 3; put++) cache.put("test", cacheKey(`large ${put}`), value);
  for (let put = 0; put < 2000; put++) cache.put("test", cacheKey(`${put}`), bytes(`of ${put}`));
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.part$/)]);
  expect(kept(folder, "0")).toBe(undefined);
  cache.put("test", cacheKey("0"), bytes("once more"));
  cache.save();
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.pack$/)]);
  expect([kept(folder, "0"), kept(folder, "1"), kept(folder, "1999")]).toEqual(["once more", "of 1", "of 1999"]);
  expect(new Cache(folder, "1").get("test", cacheKey("large 2"))?.length).toBe(value.length);
});

test("a run that ends before it saves leaves nothing", () => {
  const folder = temporaryFolder({});
  const script = `
    import { Cache, cacheKey } from ${JSON.stringify(CACHE)};
    const cache = new Cache(process.argv[1], "1");
    for (const kind of ["a", "b"]) cache.put(kind, cacheKey("large"), Buffer.alloc(2 ** 20));
    console.log((await import("node:fs")).readdirSync(process.argv[1]).length);
    process.exit(3);`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script, folder]);
  expect([status, stdout.toString()]).toEqual([3, "2\n"]);
  expect(readdirSync(folder)).toEqual([]);
});

test("no change of any byte of a pack gives another value or an error", () => {
  const folder = temporaryFolder({});
  keep(folder, "a", "of a");
  const file = join(folder, readdirSync(folder)[0] ?? "");
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0x55;
    writeFileSync(file, changed);
    expect([undefined, "of a"]).toContain(kept(folder, "a"));
    writeFileSync(file, whole.subarray(0, at));
    expect(kept(folder, "a")).toBe(undefined);
  }
  // It is computed again and kept beside the broken one.
  keep(folder, "a", "of a");
  expect(kept(folder, "a")).toBe("of a");
});

test("a folder that cannot be written is no cache", () => {
  const folder = temporaryFolder({ taken: "a file" });
  keep(join(folder, "taken"), "a", "of a");
  expect(kept(join(folder, "taken"), "a")).toBe(undefined);
  expect(readFileSync(join(folder, "taken"), "utf8")).toBe("a file");
});

test("what no run used for 30 days is removed, and nothing that is not ours", () => {
  const folder = temporaryFolder({ "other.pack": "" });
  const now = Math.floor(Date.now() / 1000) * 1000;
  keep(folder, "a", "of a", "old program");
  const [old = ""] = readdirSync(folder).filter((name) => name !== "other.pack");
  const age = (days: number) =>
    utimesSync(join(folder, old), (now - days * DAY_MS) / 1000, (now - days * DAY_MS) / 1000);
  age(30);
  keep(folder, "b", "of b", "1", now);
  expect(readdirSync(folder)).toContain(old);
  age(30.01);
  keep(folder, "c", "of c", "1", now);
  expect(readdirSync(folder)).not.toContain(old);
  expect(readdirSync(folder)).toContain("other.pack");
});

test("the folder is where a system keeps caches", () => {
  expect(userCacheFolder({ XDG_CACHE_HOME: "/caches" }, "linux")).toBe("/caches/inquest");
  expect(userCacheFolder({ XDG_CACHE_HOME: "caches" }, "linux")).toMatch(/\/\.cache\/inquest$/);
  expect(userCacheFolder({}, "darwin")).toMatch(/\/Library\/Caches\/inquest$/);
});
