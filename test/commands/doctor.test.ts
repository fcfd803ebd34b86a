import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packageName, packageVersion } from "../../src/read/package-info.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";
import { shell } from "../support/run-process.js";

const commit = (folder: string) => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: folder });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "one");
};
const collection = () => collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": SOUND });
const doctor = (cwd: string, env: Record<string, string> = {}) => inquest(["doctor"], { cwd, env });

test("says what runs here and what was found, and that nothing is off", () => {
  const folder = collection();
  commit(folder);
  const { code, stdout } = doctor(folder);
  expect(code).toBe(0);
  for (const line of [
    `inquest     ${packageVersion()}, from a checkout`,
    `Node.js     ${process.versions.node}`,
    "Repository  ., with its history",
    "Collection  ., 11 files, 0 errors, 0 warnings",
    "Settings    inquest.yaml, valid",
    "Dependency  none: this program runs from a checkout",
    "\nNothing is off\n",
  ])
    expect(stdout).toContain(line);
  expect(stdout).toMatch(/^git {9}\d/m);
});

/** A folder with a program named git that says this. */
function fakeGit(script: string): { PATH: string } {
  const folder = mkdtempSync(join(tmpdir(), "inquest-git-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${folder}${delimiter}${process.env.PATH}` };
}

test("what git cannot tell is a note, and no fault", () => {
  const folder = collection();
  expect(doctor(folder)).toMatchObject({ code: 0, stdout: expect.stringContaining("Repository: without git") });
  expect(doctor(folder, { PATH: join(folder, "nothing") }).stdout).toContain("git: install git");
  execFileSync("git", ["init", "-q"], { cwd: folder });
  expect(doctor(folder).stdout).toContain("Repository  ., without a commit\n");
  const refusing = fakeGit(
    'case "$*" in *--version) echo git version 2.40.0;; *) echo "fatal: detected dubious ownership" >&2; exit 128;; esac',
  );
  const { code, stdout } = doctor(folder, refusing);
  expect([code, stdout]).toEqual([0, expect.stringContaining("Repository  ., owned by another user\n")]);
  expect(stdout).toContain("safe.directory");
});

test("a shallow clone is named", () => {
  const folder = collection();
  commit(folder);
  const clone = join(folder, "clone");
  execFileSync("git", ["clone", "-q", "--depth", "1", `file://${folder}`, clone], { stdio: "pipe" });
  const { code, stdout } = doctor(clone);
  expect([code, stdout]).toEqual([0, expect.stringContaining("Repository  ., a shallow clone\n")]);
  expect(stdout).toContain("run git fetch --unshallow");
});

test("faults in inquest.yaml are told with their line: exit code 1", () => {
  const folder = collection();
  const config = join(folder, "inquest.yaml");
  const lines = readFileSync(config, "utf8").trimEnd().split("\n").length;
  writeFileSync(config, `${readFileSync(config, "utf8").trimEnd()}\ntypo: 1\n`);
  const { code, stdout } = doctor(folder);
  expect(code).toBe(1);
  expect(stdout).toContain(`Settings: line ${lines + 1}: Unknown field "typo"; inquest check lists all\n`);
});

test("no collection, or several: exit code 2, and the versions all the same", () => {
  const folder = collection();
  const empty = join(folder, "incidents/empty");
  mkdirSync(join(empty, ".git"), { recursive: true });
  const { code, stdout } = doctor(empty);
  expect([code, stdout]).toEqual([2, expect.stringContaining("Collection  not found\n")]);
  expect(stdout).toContain("Node.js");
  expect(stdout).toContain("Collection: No collection found from");
});

/** A package.json that names inquest, and a lock file with what npm writes for it. */
function dependency(folder: string, locked: { version?: string; resolved?: string } | null): void {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ dependencies: { [packageName()]: "*" } }));
  const packages = locked === null ? {} : { [`node_modules/${packageName()}`]: locked };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages }));
}

test("what CI installs is compared with what runs", () => {
  const folder = collection();
  commit(folder);
  dependency(folder, { version: packageVersion() });
  const same = doctor(folder);
  expect([same.code, same.stdout]).toEqual([
    0,
    expect.stringContaining(`Dependency  package-lock.json, ${packageVersion()}\n`),
  ]);
  dependency(folder, { version: "0.0.9" });
  const other = doctor(folder);
  expect([other.code, other.stdout]).toEqual([2, expect.stringContaining("CI installs 0.0.9; run npm ci in .")]);
  dependency(folder, null);
  const unlocked = doctor(folder);
  expect([unlocked.code, unlocked.stdout]).toEqual([
    2,
    expect.stringContaining("Dependency  package.json, not locked\n"),
  ]);
  dependency(folder, { version: packageVersion(), resolved: "file:../inquest.tgz" });
  const outside = doctor(folder);
  expect([outside.code, outside.stdout]).toEqual([2, expect.stringContaining("outside of the repository")]);
  dependency(folder, { version: packageVersion(), resolved: "file:inquest.tgz" });
  expect(doctor(folder).code).toBe(0);
  expect(existsSync(join(folder, "node_modules"))).toBe(false);
});

test("says once that the native parser is missing, what that costs, and what to do", () => {
  const folder = collection();
  // As where no binary of it is installed for this platform.
  const hook = `export async function resolve(name, context, next) {
    if (name === "satteri") throw new Error("no binary");
    return next(name, context);
  }`;
  const register = `import { register } from "node:module"; register("data:text/javascript,${encodeURIComponent(hook)}");`;
  const env = { NODE_FLAGS: `--import=data:text/javascript,${encodeURIComponent(register)}` };
  const { code, stderr } = shell("inquest check", folder, env);
  expect(code).toBe(0);
  expect(stderr.match(/native/g)).toEqual(["native"]);
  expect(stderr).toContain(
    "inquest: note: the native Markdown parser does not run here, so this takes about twice as long; inquest doctor says how to get it\n",
  );
  const { stdout } = shell("inquest doctor", folder, env);
  expect(stdout).toContain("Markdown    parser in JavaScript\n");
  expect(stdout).toContain("install without --omit=optional");
});
