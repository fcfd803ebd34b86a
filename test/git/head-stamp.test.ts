import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { headStamp } from "../../src/git/head-stamp.js";
import { temporaryFolder } from "../support/collection-folder.js";

test("the stamp of HEAD changes with its commit and its branch, also in a linked working tree", () => {
  const folder = temporaryFolder({ a: "1" });
  const linked = join(temporaryFolder({}), "linked");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: folder });
  const commit = () => {
    writeFileSync(join(folder, "a"), String(seen.size));
    git("commit", "--quiet", "--all", "--message=x");
  };
  const seen = new Set<string>();
  const isNew = (where = folder) => {
    const stamp = headStamp(where);
    if (stamp === undefined || seen.has(stamp)) return false;
    return seen.add(stamp) !== undefined;
  };
  git("init", "--quiet");
  git("add", ".");
  expect(isNew()).toBe(false);
  commit();
  expect(isNew()).toBe(true);
  expect(isNew()).toBe(false);
  commit();
  expect(isNew()).toBe(true);
  git("pack-refs", "--all");
  expect(headStamp(folder)).toBeDefined();
  isNew();
  commit();
  expect(isNew()).toBe(true);
  git("checkout", "--quiet", "-b", "other");
  expect(isNew()).toBe(true);
  git("checkout", "--quiet", "--detach");
  expect(isNew()).toBe(true);
  git("worktree", "add", "--quiet", "-b", "third", linked);
  expect(isNew(linked)).toBe(true);
  expect(isNew(linked)).toBe(false);
  expect(headStamp(temporaryFolder({}))).toBe(undefined);
});
