import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recentCommits } from "../../src/git/commit-paths.js";
import type { RecentCommits } from "../../src/model/recent-commits.js";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";

const FILE = "incidents/2026-03-14-old-keys-refused.md";

/** What the rule says of a postmortem with these globs, in a repository with these commits and files. */
async function reach(globs: string, given: Partial<RecentCommits>, fields = "account: own\n"): Promise<string[]> {
  const root = collectionFolder({ [FILE]: SOUND.replace("services:", `${fields}affects: ${globs}\nservices:`) });
  const recent = { commits: [], tracked: new Set<string>(), ...given };
  const { diagnostics } = await check(root, { now: "2026-11-28", today: null, recentCommits: recent });
  return diagnostics.flatMap(({ rule, severity, message }) =>
    rule === "affects-reach" ? [`${severity} ${message}`] : [],
  );
}

/** So many commits, of which some touch `keys/a`. */
const commits = (all: number, matching: number) =>
  Array.from({ length: all }, (_, n) => (n < matching ? ["keys/a", "web/b"] : ["web/b"]));

test.each([
  [100, 10, []],
  [100, 11, ['warning Expected a glob that few commits touch, found "keys/**", which 11% of the last 100 touch']],
  [19, 5, []],
  [20, 5, ['warning Expected a glob that few commits touch, found "keys/**", which 25% of the last 20 touch']],
  [20, 4, []],
])("of %i commits %i match", async (all, matching, expected) => {
  expect(await reach('["keys/**"]', { commits: commits(all, matching) })).toEqual(expected);
});

test("globs of others' incidents are judged as well, and need no files", async () => {
  const [message] = await reach('["**"]', { commits: commits(20, 0) }, "account: third-party\n");
  expect(message).toMatch(/100% of the last 20/);
  const tracked = new Set(["src/a.ts"]);
  expect(await reach('["gone/**"]', { tracked }, "account: third-party\n")).toEqual([]);
  expect(await reach('["gone/**", "src/**"]', { tracked })).toEqual([
    'info No file of the repository matches "gone/**"',
  ]);
});

test.each([
  [4, []],
  [5, ['warning Expected a glob that few commits touch, found "**", which matches every file of the repository']],
])("a glob that matches all of %i files needs no commits to be judged", async (count, expected) => {
  const tracked = new Set(Array.from({ length: count }, (_, n) => `src/${n}.ts`));
  expect(await reach('["**"]', { tracked })).toEqual(expected);
  expect(await reach('["src/**"]', { tracked: new Set([...tracked, "README.md"]) })).toEqual([]);
});

test("where no glob matches a file, the files are in another repository", async () => {
  const tracked = new Set(["src/a.ts"]);
  expect(await reach('["gone/**"]', { tracked })).toEqual([]);
  expect(await reach('["gone/**", "src/a.ts"]', { tracked })).toHaveLength(1);
});

test("paths of services are judged too", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const file = join(root, "catalog/services.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("{id: logto-cloud-sign-in,", '{id: logto-cloud-sign-in, paths: ["web/**"],'));
  const recent = { commits: commits(20, 0), tracked: new Set<string>() };
  const { diagnostics } = await check(root, { now: "2026-11-28", today: null, recentCommits: recent });
  expect(diagnostics.filter(({ rule }) => rule === "affects-reach").map(({ file: at }) => at)).toEqual([
    "catalog/services.yaml",
  ]);
});

test("paths of a service match some file, but for services whose organisation has none here", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  writeFileSync(
    join(root, "catalog/services.yaml"),
    `schema: 1
services:
  - {id: gateway, title: Gateway, organisation: ours, description: Ours, paths: ["gateway/**", "gatway/api.ts"]}
  - {id: billing, title: Billing, organisation: ours, description: Ours, paths: ["billing/**"]}
  - {id: mail, title: Mail, organisation: theirs, description: Theirs, paths: ["mail/**"]}
`,
  );
  const saidOf = async (...tracked: string[]) => {
    const recent = { commits: [], tracked: new Set(tracked) };
    const { diagnostics } = await check(root, { now: "2026-11-28", today: null, recentCommits: recent });
    return diagnostics.flatMap(({ rule, line, message }) => (rule === "affects-reach" ? [`${line} ${message}`] : []));
  };
  expect(await saidOf("src/a.ts")).toEqual([]);
  expect(await saidOf("gateway/a.ts")).toEqual([
    '3 No file of the repository matches "gatway/api.ts"',
    '4 No file of the repository matches "billing/**"',
  ]);
  expect(await saidOf("gateway/a.ts", "gatway/api.ts", "billing/b.ts")).toEqual([]);
});

test("what git says: merges left out, nothing of commits in a shallow clone, nothing outside git", async () => {
  const top = temporaryFolder({ "a.txt": "a" });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
      cwd: top,
      stdio: "ignore",
    });
  expect(await recentCommits(top, 10)).toBe(null);
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  git("mv", "a.txt", "b.txt");
  git("commit", "-q", "-m", "two");
  expect(await recentCommits(top, 10)).toEqual({
    commits: [["a.txt", "b.txt"], ["a.txt"]],
    tracked: new Set(["b.txt"]),
  });
  expect((await recentCommits(top, 1))?.commits).toHaveLength(1);
  const clone = temporaryFolder({});
  execFileSync("git", ["clone", "-q", "--depth", "1", `file://${top}`, clone], { stdio: "ignore" });
  expect(await recentCommits(clone, 10)).toEqual({ commits: [], tracked: new Set(["b.txt"]) });
});
