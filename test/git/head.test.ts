import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { headCommit } from "../../src/git/head.js";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test("tells the commit and its committer time in UTC", async () => {
  const path = folder();
  const env = {
    ...process.env,
    GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
    GIT_COMMITTER_DATE: "2026-03-14T10:02:00+01:00",
  };
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
      cwd: path,
      env,
      encoding: "utf8",
    });
  git("init", "-q");
  expect(await headCommit(path)).toBeNull();
  git("commit", "-q", "--allow-empty", "-m", "one");
  expect(await headCommit(path)).toEqual({ hash: git("rev-parse", "HEAD").trim(), time: "2026-03-14T09:02:00Z" });
});

test("is null outside git", async () => {
  expect(await headCommit(folder())).toBeNull();
});
