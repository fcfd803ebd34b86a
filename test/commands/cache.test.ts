import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";
import { shell } from "../support/run-process.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

function check(root: string, args: readonly string[], env: Record<string, string> = {}) {
  return inquest(["check", "--format", "json", ...args], { cwd: root, env });
}

test("a check fills the cache, uses it, and says the same without one, and with a broken one", () => {
  const root = collectionFolder({ [ID]: SOUND.replace("kind: incident", "kind: incidnt") });
  const folder = temporaryFolder({});
  const without = check(root, ["--no-cache"]).stdout;
  for (let run = 0; run < 2; run++) {
    expect(check(root, ["--cache-dir", folder]).stdout).toBe(without);
    expect(readdirSync(folder)).not.toEqual([]);
  }
  const packs = readdirSync(folder);
  expect(readdirSync(folder)).toEqual(packs);
  for (const pack of packs) writeFileSync(join(folder, pack), readFileSync(join(folder, pack)).subarray(0, -3));
  expect(check(root, ["--cache-dir", folder]).stdout).toBe(without);
});

test("what another version of Node kept is not taken", () => {
  const root = collectionFolder({
    [ID]: SOUND,
    "other.cjs": 'Object.defineProperty(process, "version", { value: "v99.0.0" });',
  });
  const folder = temporaryFolder({});
  const run = (options: string) => shell(`${options} inquest check --cache-dir ${folder}`, root).code;
  const programs = () => new Set(readdirSync(folder).map((name) => name.split("-")[1])).size;
  expect([run(""), programs(), run(""), programs()]).toEqual([0, 1, 0, 1]);
  expect([run("NODE_OPTIONS=--require=./other.cjs"), programs()]).toEqual([0, 2]);
});

test.each([
  ["report", "--all"],
  ["next", "--within", "P30D"],
])("%s prints the same with what a check kept, and with what it kept itself", (...command) => {
  const root = collectionFolder({ [ID]: SOUND });
  const print = (...args: string[]) => inquest([...command, "--date", "2026-07-01", ...args], { cwd: root }).stdout;
  const without = print("--no-cache");
  expect(without).not.toBe("");
  const [filled, own] = [temporaryFolder({}), temporaryFolder({})];
  expect(check(root, ["--date", "2026-07-01", "--cache-dir", filled]).code).toBe(0);
  expect(print("--cache-dir", filled)).toBe(without);
  expect([print("--cache-dir", own), print("--cache-dir", own)]).toEqual([without, without]);
  expect(readdirSync(own)).not.toEqual([]);
});

test("the cache is in the user's folder, and a folder in the repository is refused unless git ignores it", () => {
  const root = collectionFolder({ [ID]: SOUND, ".gitignore": ".cache/\n" });
  const git = (line: string) => shell(`git ${line}`, root);
  git("init --quiet");
  const home = temporaryFolder({});
  expect(check(root, [], { XDG_CACHE_HOME: home }).code).toBe(0);
  expect(readdirSync(home)).toEqual(["inquest"]);
  expect(check(root, ["--no-cache"], { XDG_CACHE_HOME: temporaryFolder({ inquest: "a file" }) }).code).toBe(0);

  const refused = check(root, ["--cache-dir", "kept"]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain(
    "--cache-dir kept lies in the repository, where a commit could plant a cache: name a folder outside, or one that git ignores",
  );
  expect(check(root, ["--cache-dir", "."]).code).toBe(2);
  expect(check(root, ["--cache-dir", ".cache/inquest"]).code).toBe(0);
  expect(readdirSync(join(root, ".cache/inquest"))).not.toEqual([]);
  // What was added in spite of the rule comes with a clone.
  git("add -f .cache");
  git("-c user.name=a -c user.email=a@example.org commit --quiet --all -m all");
  expect(check(root, ["--cache-dir", ".cache/inquest"]).code).toBe(2);
  // The user's own folder is none in a repository.
  mkdirSync(join(root, "home"));
  expect(check(root, [], { XDG_CACHE_HOME: join(root, "home") }).code).toBe(0);
  expect(readdirSync(join(root, "home"))).toEqual([]);
});
