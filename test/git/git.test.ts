import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { gitText } from "../../src/git/git.js";
import { temporaryFolder } from "../support/collection-folder.js";

/** Longer than git may be silent. */
const BUSY_MS = 8_000;

test.each([
  ["prints", ["rev-parse", "--is-inside-work-tree"], "true\n"],
  ["prints nothing", ["ls-files"], ""],
])("a git that %s has not hung because this process was busy meanwhile", async (_, args, printed) => {
  const folder = temporaryFolder({});
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const answer = gitText(folder, args);
  // Git has started, and nobody hears it.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
  expect(await answer).toBe(printed);
});
