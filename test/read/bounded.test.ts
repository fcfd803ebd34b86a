import { createHash } from "node:crypto";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MAX_READ_BYTES } from "../../src/model/raw-file.js";
import { check } from "../../src/pipeline.js";
import { hashFile, readBounded, readStart } from "../../src/read/bounded.js";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";

test("a file of the limit is read, a larger one is not", () => {
  const file = join(temporaryFolder({ a: "" }), "a");
  truncateSync(file, 1000);
  expect(readBounded(file, 1000)).toEqual({ bytes: Buffer.alloc(1000) });
  expect(readBounded(file, 999)).toEqual({ bytes: new Uint8Array(), unreadSize: 1000 });
  expect(readStart(file, 10)).toHaveLength(10);
  expect(readStart(file, 2000)).toHaveLength(1000);
});

test("a file is hashed in parts as in one", () => {
  const file = join(temporaryFolder({ a: "" }), "a");
  for (const size of [0, 1, 1024 * 1024, 2 * 1024 * 1024 + 1]) {
    const bytes = Buffer.alloc(size, "ab");
    writeFileSync(file, bytes);
    expect(hashFile(file)).toEqual({ sha256: createHash("sha256").update(bytes).digest("hex"), size });
  }
});

test("a document too large to be read is one diagnostic, and evidence of any size is hashed at constant memory", async () => {
  const LARGE = "incidents/2026-03-14-large.md";
  const root = collectionFolder({
    [LARGE]: "",
    "incidents/2026-03-15-sound.md": SOUND,
    "evidence/2026-03-15-sound/large.bin": "",
  });
  truncateSync(join(root, LARGE), 700 * 1024 * 1024);
  truncateSync(join(root, "evidence/2026-03-15-sound/large.bin"), MAX_READ_BYTES * 8);
  const before = process.memoryUsage.rss();
  const { diagnostics } = await check(root, {
    now: "2026-11-23",
    today: "2026-11-23",
  });
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  const found = diagnostics.filter(({ file }) => file === LARGE);
  expect(found.map(({ rule, line, message }) => [rule, line, message])).toContainEqual([
    "document-limit",
    1,
    "Expected a file of at most 16 MiB, found 700 MiB",
  ]);
});
