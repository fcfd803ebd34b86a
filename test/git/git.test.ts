import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { gitText } from "../../src/git/git.js";
import { temporaryFolder } from "../support/collection-folder.js";

/** Longer than git may be silent. */
const BUSY_MS = 8_000;

test("a git that prints, or prints nothing, has not hung because this process was busy meanwhile", async () => {
  const folder = temporaryFolder({});
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const answers = [["rev-parse", "--is-inside-work-tree"], ["ls-files"]].map((args) => gitText(folder, args));
  // Git has started, and is not heard.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
  expect(await Promise.all(answers)).toEqual(["true\n", ""]);
});

test("an answer leaves no timer that keeps this process alive", () => {
  const folder = temporaryFolder({});
  execFileSync("git", ["init", "-q"], { cwd: folder });
  // In a process of its own, because the test runner has timers too.
  const script = `
    import { gitText } from ${JSON.stringify(new URL("../../dist/git/git.js", import.meta.url).href)};
    await gitText(${JSON.stringify(folder)}, ["ls-files"]);
    console.log(process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length);`;
  const args = ["--input-type=module", "--eval", script];
  expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("0\n");
});

test("once there is a git, it is not started where it could find no repository, and says the same", async () => {
  const folder = temporaryFolder({ git: '#!/bin/sh\necho "$*" >>"$HOME/log"\nPATH=$REST exec git "$@"\n', log: "" });
  const real = process.env.PATH ?? "";
  const script = readFileSync(join(folder, "git"), "utf8").replace("$REST", `"${real}"`);
  writeFileSync(join(folder, "git"), script);
  chmodSync(join(folder, "git"), 0o755);
  vi.stubEnv("PATH", `${folder}:${real}`);
  vi.stubEnv("HOME", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const ask = (where: string) => gitText(where, ["rev-parse", "--is-inside-work-tree"]).catch(String);
  const started = () => readFileSync(join(folder, "log"), "utf8").split("\n").length - 1;
  const [outside, inside] = [temporaryFolder({}), join(temporaryFolder({}), "repository")];
  const first = await ask(outside);
  expect(first).toContain("this is no repository that git can read");
  expect([await ask(outside), started()]).toEqual([first, 1]);
  mkdirSync(join(inside, "below"), { recursive: true });
  mkdirSync(join(inside, ".git"));
  expect([await ask(inside), started()]).toEqual([first, 2]);
  execFileSync("git", ["init", "-q"], { cwd: inside });
  const before = started();
  expect([await ask(inside), await ask(join(inside, "below")), started() - before]).toEqual(["true\n", "true\n", 2]);
});
