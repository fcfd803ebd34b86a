import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileCommits } from "../../src/git/file-commits.js";
import { temporaryFolder } from "../support/collection-folder.js";

function commit(folder: string, day: string, name: string, file: string): void {
  writeFileSync(join(folder, file), `${day}\n`);
  const env = { ...process.env, GIT_AUTHOR_DATE: `${day}T23:30:00-05:00`, GIT_COMMITTER_DATE: `${day}T23:30:00-05:00` };
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", `user.name=${name}`, "-c", "user.email=a@example.org", ...args], { cwd: folder, env });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "one");
}

test("tells the first and the last commit of each file, with day and name", async () => {
  const folder = temporaryFolder({});
  commit(folder, "2026-03-14", "Team A", "a b.md");
  commit(folder, "2026-03-16", "Team B", "other.md");
  commit(folder, "2026-04-02", "Team C", "a b.md");
  expect(await fileCommits(folder)).toEqual(
    new Map([
      ["a b.md", { first: { day: "2026-03-14", by: "Team A" }, last: { day: "2026-04-02", by: "Team C" } }],
      ["other.md", { first: { day: "2026-03-16", by: "Team B" }, last: { day: "2026-03-16", by: "Team B" } }],
    ]),
  );
});

test("a shallow clone does not know the first", async () => {
  const folder = temporaryFolder({});
  commit(folder, "2026-03-14", "Team A", "a.md");
  commit(folder, "2026-04-02", "Team C", "a.md");
  const clone = temporaryFolder({});
  execFileSync("git", ["clone", "-q", "--depth", "1", `file://${folder}`, clone]);
  expect(await fileCommits(clone)).toEqual(
    new Map([["a.md", { first: null, last: { day: "2026-04-02", by: "Team C" } }]]),
  );
});

test("outside git there are none", async () => {
  expect(await fileCommits(temporaryFolder({ "a.md": "x" }))).toEqual(new Map());
});
