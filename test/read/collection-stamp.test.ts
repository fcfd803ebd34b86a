import { lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { collectionStamp } from "../../src/read/collection-stamp.js";
import { temporaryFolder } from "../support/collection-folder.js";

let root: string;
/** Late enough for every file that a test writes. */
const later = () => Date.now() + 10_000;
const stamp = () => collectionStamp(root, later());

beforeEach(() => {
  root = temporaryFolder({ "inquest.yaml": "schema: 1\n", "incidents/2026-01-01-a.md": "a", "other/b.md": "b" });
});

test("it stays the same until a file of the collection changes in size, time, name, kind or number", () => {
  const first = stamp();
  expect(stamp()).toBe(first);
  writeFileSync(join(root, "other/b.md"), "c");
  mkdirSync(join(root, "incidents/2026"));
  expect(stamp()).toBe(first);
  const seen = new Set([first]);
  const changes = [
    () => writeFileSync(join(root, "incidents/2026-01-01-a.md"), "ab"),
    () => utimesSync(join(root, "incidents/2026-01-01-a.md"), 1, 1),
    () => renameSync(join(root, "incidents/2026-01-01-a.md"), join(root, "incidents/2026-01-01-b.md")),
    () => writeFileSync(join(root, "incidents/2026-01-02-a.md"), "a"),
    () => rmSync(join(root, "incidents/2026-01-02-a.md")),
    () => symlinkSync("../inquest.yaml", join(root, "incidents/2026-01-03-a.md")),
  ];
  for (const change of changes) {
    change();
    seen.add(stamp());
  }
  // Removing the second file again gives back what was there before it.
  expect(seen.size).toBe(changes.length);
});

test("what was written within two seconds is not certain", () => {
  const { ctimeMs } = lstatSync(join(root, "incidents/2026-01-01-a.md"));
  writeFileSync(join(root, "inquest.yaml"), "schema: 1\n");
  const newest = Math.max(ctimeMs, lstatSync(join(root, "inquest.yaml")).ctimeMs);
  expect(collectionStamp(root, newest + 1999)).toBe(null);
  expect(collectionStamp(root, newest + 2000)).not.toBe(null);
});

test("nor is a collection without its file", () => {
  rmSync(join(root, "inquest.yaml"));
  expect(stamp()).toBe(null);
});
