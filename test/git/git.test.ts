import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { gitText } from "../../src/git/git.js";
import { temporaryFolder } from "../support/collection-folder.js";

/** Longer than git may be silent. */
const BUSY_MS = 8_000;

test("a git that prints nothing has not hung because this process was busy meanwhile", async () => {
  const folder = temporaryFolder({});
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const answer = gitText(folder, ["ls-files"]);
  // Git has started, and is not heard.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
  expect(await answer).toBe("");
});

test("an answer leaves no timer that keeps this process alive", async () => {
  const folder = temporaryFolder({});
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  await gitText(folder, ["ls-files"]);
  expect(timers()).toBe(before);
});
