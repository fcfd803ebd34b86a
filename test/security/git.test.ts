import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { collectionFolder, putCollection, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";
import { shell } from "../support/run-process.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

function git(cwd: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd, stdio: "ignore" });
}

const OWN = SOUND.replace("kind: incident", "kind: incident\naccount: own");

/** A collection with a history of its own, committed. */
function repository(): string {
  const root = collectionFolder({ [ID]: OWN });
  commitAll(root);
  return root;
}

function commitAll(root: string): void {
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-q", "-m", "one");
}

/** Writes a script that stands for git. */
function put(folder: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** A PATH on which `git` is this script. */
function pathWith(script: string): string {
  const folder = temporaryFolder({});
  put(folder, script);
  return `${folder}:${process.env.PATH}`;
}

const NOTE = /^inquest: note: (.*), so rules about earlier versions find nothing; (.*)\n$/;

/** What is wrong with git, and what to do, as `check` says it once. It works all the same. */
function noteOf(root: string, env: Record<string, string> = {}): string[] {
  return notesIn(shell("inquest check", root, env));
}

function notesIn({ code, stderr, stdout }: ReturnType<typeof shell>): string[] {
  expect(code).toBeLessThan(2);
  expect(stdout).toMatch(/files checked/);
  return NOTE.exec(stderr)?.slice(1) ?? [stderr];
}

/** Longer than any limit on git, and shorter than that of {@link shell}: a run that waits for such a process takes this long. */
const HANGS_S = 100;

const HANGING: readonly (readonly [how: string, script: string])[] = [
  ["hangs", `sh -c 'echo $$ >"$0.child"; exec sleep ${HANGS_S}' "$0"`],
  ["prints and hangs", `echo git version 2; sleep ${HANGS_S}`],
  ["does not read", `exec sleep ${HANGS_S} <&-`],
];

describe("a git that never ends", () => {
  let root = "";
  let took = 0;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "inquest-hanging-"));
    putCollection(root, { [ID]: OWN });
    commitAll(root);
    const runs = HANGING.map(([how, script]) => {
      put(join(root, how), script);
      return `(PATH="$PWD/${how}:$PATH"; inquest check >"${how}/stdout" 2>"${how}/stderr"; echo $? >"${how}/code") &`;
    });
    const started = performance.now();
    // At once, since each waits for what never comes.
    shell(`${runs.join("\n")}\nwait`, root);
    took = performance.now() - started;
    return () => rmSync(root, { recursive: true, force: true });
  });

  test.each(HANGING.map(([how]) => how))("%s: the run ends within 10 s, with a note", (how) => {
    const [code, stdout, stderr] = ["code", "stdout", "stderr"].map((name) =>
      readFileSync(join(root, how, name), "utf8"),
    );
    const [what, remedy] = notesIn({ code: Number(code), stdout: stdout ?? "", stderr: stderr ?? "" });
    expect(what).toMatch(/gave no answer for 6 s|cannot read/);
    expect(remedy).toBeTruthy();
    // The limit is in the note; how much longer the run takes is up to the machine.
    expect(took).toBeLessThan(HANGS_S * 1000);
  });

  test("and what it has started ends with it", async () => {
    const pid = readFileSync(join(root, "hangs/git.child"), "utf8").trim();
    expect(pid).toMatch(/^\d+$/);
    await expect.poll(() => commandLine(pid)).toBe("");
  });
});

/** The command line of a process on Linux; empty where it has ended, and on other systems. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

test("a git whose child keeps the pipe answers, and does not hold the run", () => {
  const script = `sleep ${HANGS_S} &\nexec ${execFileSync("which", ["git"], { encoding: "utf8" }).trim()} "$@"`;
  const started = performance.now();
  expect(noteOf(repository(), { PATH: pathWith(script) })).toEqual([""]);
  expect(performance.now() - started).toBeLessThan(HANGS_S * 1000);
});

test("no git", () => {
  const root = repository();
  const { stderr } = shell(`PATH="${temporaryFolder({})}"; inquest check`, root);
  expect(NOTE.exec(stderr)?.slice(1)).toEqual(["git was not found", "install git"]);
});

test("no repository, and one without a commit", () => {
  const root = collectionFolder({ [ID]: OWN });
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

describe("a repository that is read only", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "inquest-refs-"));
    putCollection(root, { [ID]: OWN });
    commitAll(root);
    return () => rmSync(root, { recursive: true, force: true });
  });

  test.each([
    ["main..HEAD", /expected one branch, tag or commit, found a range; write --changed-since main\n$/],
    ["a...b", /found a range; write --changed-since a\n$/],
    ["nothing", /git knows no such commit; git branch --all/],
    ["--output=x", /git knows no such commit/],
  ])("--changed-since %s: one line with the way out", (ref, words) => {
    const { code, stderr } = inquest(["check", `--changed-since=${ref}`], { cwd: root });
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

const PROGRAMS: readonly (readonly [what: string, setting: string])[] = [
  ["fsmonitor", "core.fsmonitor"],
  ["pager", "core.pager"],
  ["signature program", "gpg.program"],
  ["external diff", "diff.external"],
  ["ssh command", "core.sshCommand"],
  ["hooks", "core.hooksPath"],
  ["editor", "core.editor"],
  ["credential helper", "credential.helper"],
];

describe("what a repository names", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "inquest-programs-"));
    putCollection(root, { [ID]: OWN });
    commitAll(root);
    mkdirSync(join(root, ".git/h"), { recursive: true });
    for (const [, setting] of PROGRAMS) {
      const evil = join(root, `.git/${setting}`);
      writeFileSync(evil, `#!/bin/sh\ntouch "${evil}.ran"\n`, { mode: 0o755 });
      git(root, "config", setting, setting === "core.hooksPath" ? join(root, ".git/h") : evil);
    }
    git(root, "config", "log.showSignature", "true");
    symlinkSync(join(root, ".git/core.hooksPath"), join(root, ".git/h/post-index-change"));
    writeFileSync(join(root, ID), SOUND.replace("Tokens were refused.", "Tokens were refused, all of them."));
    shell("inquest check; inquest check --changed-since HEAD; inquest doctor; inquest recall", root);
    return () => rmSync(root, { recursive: true, force: true });
  });

  test.each(PROGRAMS)("a %s is never run", (_, setting) => {
    expect(readdirSync(join(root, ".git"))).toContain(setting);
    expect(readdirSync(join(root, ".git"))).not.toContain(`${setting}.ran`);
  });

  test("and would be by a command of git that asks for it", () => {
    execFileSync("git", ["status"], { cwd: root, stdio: "ignore" });
    expect(readdirSync(join(root, ".git"))).toContain("core.fsmonitor.ran");
  });
});
