import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  collectionFolder,
  putCollection,
  SOUND,
  temporaryFolder,
  withoutRulePages,
} from "../support/collection-folder.js";
import { failingDisk, mayMount, shell } from "../support/run-process.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

const small = (files: Parameters<typeof collectionFolder>[0]) => withoutRulePages(collectionFolder(files));

/** All files below a folder with what they hold. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "latin1")]),
  );
}

/** One line that is no trace and does not blame inquest. */
function expectOneLine({ code, stderr }: { code: number | null; stderr: string }, words: RegExp): void {
  const lines = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("inquest: note:"));
  expect(lines).toEqual([expect.stringMatching(words)]);
  expect(stderr).not.toMatch(/bug in inquest|\n {4}at /);
  expect(code).toBe(2);
}

describe("a disk that fails while a site is written", () => {
  let root: string;
  let before: Record<string, string>;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "inquest-disk-"));
    putCollection(root, { [ID]: SOUND });
    withoutRulePages(root);
    expect(shell("inquest build --no-search --out site", root).code).toBe(0);
    before = contents(join(root, "site"));
    return () => rmSync(root, { recursive: true, force: true });
  });

  test.each([
    ["ENOSPC", /no space is left on the disk/],
    ["EDQUOT", /the disk quota is used up/],
    ["EROFS", /the file system is read-only/],
    ["EBUSY", /it is in use, or something is mounted there/],
    ["EFBIG", /larger than the system allows/],
    ["ENAMETOOLONG", /the name is too long/],
    ["EMFILE", /too many files are open; raise the limit/],
    ["EACCES", /permission denied/],
    ["EIO", /the disk reports an error/],
  ])("%s: one line, exit code 2, and the old site byte for byte", (error, words) => {
    const failed = shell("inquest build --no-search --out site", root, failingDisk(root, error, 20));
    expectOneLine(failed, words);
    expect(failed.stderr).toContain("what was there is untouched");
    expect(contents(join(root, "site"))).toEqual(before);
    expect(readdirSync(root).filter((name) => name.startsWith(".site"))).toEqual([]);
  });

  test.each([
    ["full", "tmpfs -o size=300k", "ENOSPC", /no space is left on the disk/],
    ["read-only", "tmpfs -o ro", "EROFS", /the file system is read-only/],
  ])("a disk that is %s, mounted where that is allowed", (_, mount, error, words) => {
    const disk = temporaryFolder({});
    const build = `inquest build --no-search --out "${disk}/site"`;
    const run = mayMount()
      ? shell(`export -f inquest; unshare -Urm bash -c 'mount -t ${mount} none "${disk}" && ${build}'`, root)
      : shell(build, root, failingDisk(disk, error));
    expectOneLine(run, words);
    expect(existsSync(join(disk, "site"))).toBe(false);
  });

  test("a folder on which a disk is mounted is no place for a site", () => {
    const disk = temporaryFolder({});
    const build = `inquest build --no-search --out "${disk}"`;
    if (mayMount())
      expectOneLine(
        shell(`export -f inquest; unshare -Urm bash -c 'mount -t tmpfs none "${disk}" && ${build}'`, root),
        /a disk is mounted there.*choose a folder in it/,
      );
    else expectOneLine(shell(build, root, failingDisk(disk, "EBUSY")), /something is mounted there/);
  });
});

describe("what the system limits", () => {
  test.each([
    ["inquest check", 64],
    ["inquest next", 64],
    ["inquest report", 64],
    ["inquest recall README.md --no-cache", 64],
    ["inquest build --out site", 256],
  ])("%s works with %i file handles", (line, handles) => {
    const root = small({ [ID]: SOUND });
    const { code, stderr } = shell(`ulimit -n ${handles}; ${line}`, root);
    expect([code, stderr.includes("EMFILE")]).toEqual([0, false]);
  });

  test("a file that may not grow", () => {
    const root = small({ [ID]: SOUND });
    expectOneLine(shell("ulimit -f 10; inquest build --no-search --out site", root), /larger than the system allows/);
  });

  test("a name that is too long", () => {
    const root = small({ [ID]: SOUND });
    expectOneLine(shell(`inquest build --no-search --out ${"a".repeat(300)}`, root), /the name is too long/);
  });

  test.each(["/proc/x", "/proc/x/y", "/dev/null/x"])("the folder %s that cannot be made", (out) => {
    const root = small({ [ID]: SOUND });
    // A run that never ends is ended, with another code.
    expectOneLine(
      shell(`export -f inquest; timeout 200 bash -c 'inquest build --no-search --out ${out}'`, root),
      /Cannot write the site/,
    );
  });

  test("a working directory that is gone", () => {
    const root = small({ [ID]: SOUND });
    const gone = temporaryFolder({});
    const line = `cd "${gone}" && rmdir "${gone}" && inquest --root "${root}" check; code=$?; mkdir "${gone}"; exit $code`;
    expectOneLine(shell(line, root), /The working directory is not there any more/);
  });

  test.each(["check", "check --format json", "build --no-search --out site", "report", "explain schema"])(
    "the output of %s into a full device",
    (command) => {
      const root = small({ [ID]: SOUND });
      expectOneLine(
        shell(`inquest ${command} > /dev/full`, root),
        /Cannot write the output: no space is left on the disk/,
      );
    },
  );

  test("Node.js that compiles no strings", () => {
    const root = small({ [ID]: SOUND });
    const env = { NODE_FLAGS: "--disallow-code-generation-from-strings" };
    expect(shell("inquest check", root, env).code).toBe(0);
    expect(shell("inquest build --no-search --out site", root, env).code).toBe(0);
    mkdirSync(join(root, "templates/pages/about"), { recursive: true });
    writeFileSync(join(root, "templates/pages/about/not-found.hbs"), "{{page.title}}");
    expectOneLine(
      shell("inquest build --no-search --out site", root, env),
      /templates\/pages\/about\/not-found\.hbs: this Node\.js was started with --disallow-code-generation/,
    );
  });

  test("a collection that cannot be listed", () => {
    const root = small({ [ID]: SOUND });
    rmSync(join(root, "catalog"), { recursive: true });
    writeFileSync(join(root, "catalog"), "");
    expect(shell("inquest check", root).stderr).not.toContain("bug in inquest");
  });
});
