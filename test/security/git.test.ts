import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { shell } from "../support/run-process.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

function git(cwd: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd, stdio: "ignore" });
}

/** A collection with a history of its own, committed. */
function repository(): string {
  const root = collectionFolder({ [ID]: SOUND.replace("kind: incident", "kind: incident\naccount: own") });
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-q", "-m", "one");
  return root;
}

/** A PATH on which `git` is this script. */
function pathWith(script: string): string {
  const folder = temporaryFolder({ git: `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder, "git"), 0o755);
  return `${folder}:${process.env.PATH}`;
}

const NOTE = /^inquest: note: (.*), so rules about earlier versions find nothing; (.*)\n$/;

/** What is wrong with git, and what to do, as `check` says it once. It works all the same. */
function noteOf(root: string, env: Record<string, string> = {}): string[] {
  const { code, stderr, stdout } = shell("inquest check", root, env);
  expect(code).toBeLessThan(2);
  expect(stdout).toMatch(/files checked/);
  return NOTE.exec(stderr)?.slice(1) ?? [stderr];
}

test.each([
  ["hangs", "sleep 60"],
  ["prints and hangs", "echo git version 2; sleep 60"],
  ["does not read", "exec sleep 60 <&-"],
])("a git that %s ends within 10 s, with a note", (_, script) => {
  const started = performance.now();
  const [what, remedy] = noteOf(repository(), { PATH: pathWith(script) });
  expect(what).toMatch(/gave no answer for 6 s|cannot read/);
  expect(remedy).toBeTruthy();
  // The limit is 6 s; the rest is for a busy machine.
  expect(performance.now() - started).toBeLessThan(30_000);
});

test("a git whose child keeps the pipe answers, and does not hold the run", () => {
  const script = `sleep 60 &\nexec ${execFileSync("which", ["git"], { encoding: "utf8" }).trim()} "$@"`;
  const started = performance.now();
  expect(noteOf(repository(), { PATH: pathWith(script) })).toEqual([""]);
  expect(performance.now() - started).toBeLessThan(30_000);
});

test("no git", () => {
  const root = repository();
  const { stderr } = shell(`PATH="${temporaryFolder({})}"; inquest check`, root);
  expect(NOTE.exec(stderr)?.slice(1)).toEqual(["git was not found", "install git"]);
});

test("no repository, and one without a commit", () => {
  const root = collectionFolder({ [ID]: SOUND.replace("kind: incident", "kind: incident\naccount: own") });
  expect(noteOf(root)).toEqual(["this is no repository that git can read", "run git init"]);
  git(root, "init", "-q");
  expect(noteOf(root)).toEqual(["there is no commit yet", "commit what there is"]);
});

test("a shallow clone", () => {
  const root = repository();
  git(root, "commit", "-q", "--allow-empty", "-m", "two");
  const clone = join(temporaryFolder({}), "clone");
  git(root, "clone", "-q", "--depth", "1", `file://${root}`, clone);
  const [what, remedy] = noteOf(clone);
  expect([what, remedy]).toEqual(["this clone is shallow", expect.stringMatching(/^run git fetch --unshallow/)]);
});

test("another owner", () => {
  const root = repository();
  // Git itself plays the other owner, so that no test needs to be root.
  const script = `exec env GIT_TEST_ASSUME_DIFFERENT_OWNER=1 ${execFileSync("which", ["git"], { encoding: "utf8" }).trim()} "$@"`;
  const [what, remedy] = noteOf(root, { PATH: pathWith(script) });
  expect(what).toBe("git refuses this repository, because another user owns it");
  expect(remedy).toContain(`git config --global --add safe.directory ${root}`);
  const since = shell("inquest check --changed-since HEAD", root, { PATH: pathWith(script) });
  expect([since.code, since.stderr]).toEqual([2, expect.stringMatching(/safe\.directory .*\n$/)]);
});

test("a corrupt repository", () => {
  const root = repository();
  const objects = join(root, ".git/objects");
  for (const { parentPath, name } of readdirSync(objects, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )) {
    chmodSync(join(parentPath, name), 0o644);
    truncateSync(join(parentPath, name));
  }
  expect(noteOf(root)[0]).toBe("git cannot read this repository");
  const since = shell("inquest check --changed-since HEAD", root);
  expect([since.code, since.stderr]).toEqual([2, expect.stringMatching(/^inquest: --changed-since .*git fsck.*\n$/)]);
});

test.each([
  ["main..HEAD", /expected one branch, tag or commit, found a range; write --changed-since main\n$/],
  ["a...b", /found a range; write --changed-since a\n$/],
  ["nothing", /git knows no such commit; git branch --all/],
  ["--output=x", /git knows no such commit/],
])("--changed-since %s: one line with the way out", (ref, words) => {
  const root = repository();
  const { code, stderr } = shell(`inquest check "--changed-since=${ref}"`, root);
  expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test.each([
  ["fsmonitor", "core.fsmonitor"],
  ["pager", "core.pager"],
  ["signature program", "gpg.program"],
  ["external diff", "diff.external"],
  ["ssh command", "core.sshCommand"],
  ["hooks", "core.hooksPath"],
  ["editor", "core.editor"],
  ["credential helper", "credential.helper"],
])("a %s that the repository names is never run", (_, setting) => {
  const root = repository();
  const ran = join(root, "ran");
  const evil = join(root, ".git/evil");
  writeFileSync(evil, `#!/bin/sh\ntouch "${ran}"\n`, { mode: 0o755 });
  git(root, "config", setting, setting === "core.hooksPath" ? join(root, ".git/h") : evil);
  git(root, "config", "log.showSignature", "true");
  mkdirSync(join(root, ".git/h"), { recursive: true });
  symlinkSync(evil, join(root, ".git/h/post-index-change"));
  writeFileSync(join(root, ID), SOUND.replace("Tokens were refused.", "Tokens were refused, all of them."));
  shell("inquest check; inquest check --changed-since HEAD; inquest doctor; inquest recall", root);
  expect(readdirSync(root)).not.toContain("ran");
});
