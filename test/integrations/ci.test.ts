import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const CLI = join(TOP, "dist/bin/cli.js");
const ID = "incidents/2026-03-14-old-keys-refused.md";
const FAULTY = SOUND.replace("owner: editors", "ownr: editors\nowner: editors");
const read = (path: string) => readFileSync(join(TOP, path), "utf8");

/** A repository with one finding. */
function repository(): string {
  const root = collectionFolder({ [ID]: FAULTY });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  return root;
}

test("the GitLab component writes a code quality report", () => {
  const root = repository();
  const [spec, jobs] = parseAllDocuments(read("templates/check.yml")).map((document) => document.toJS());
  const { script, variables, artifacts } = jobs["inquest-check"];
  mkdirSync(join(root, ".inquest/node_modules/.bin"), { recursive: true });
  // What npm puts there for a package with a `bin`.
  writeFileSync(join(root, ".inquest/node_modules/.bin/inquest"), `#!/bin/sh\nexec node "${CLI}" "$@"\n`, {
    mode: 0o755,
  });
  // A name that is not registered yet is anybody's: what is installed has to be named.
  expect(spec.spec.inputs.package).not.toHaveProperty("default");
  const env = Object.fromEntries(
    Object.entries(variables as Record<string, string>).map(([key, text]) => [
      key,
      text.replace(/\$\[\[ inputs\.([a-z-]+) \]\]/, (_, name: string) => spec.spec.inputs[name].default ?? ""),
    ]),
  );
  const { status } = spawnSync("bash", ["-e", "-c", script[1]], { cwd: root, env: { ...process.env, ...env } });
  expect(status).toBe(1);
  const report = JSON.parse(readFileSync(join(root, artifacts.reports.codequality), "utf8"));
  expect(report[0]).toMatchObject({ check_name: "schema", location: { path: ID, lines: { begin: 7 } } });
});

test("the hook runs for files of a collection and for no others", () => {
  const [hook] = parse(read(".pre-commit-hooks.yaml"));
  const runs = (path: string) => new RegExp(hook.files).test(path);
  for (const path of [
    `postmortems/${ID}`,
    ID,
    "inquest.yaml",
    "a/catalog/taxonomy.yaml",
    "a/catalog/contracts/bundle-refresh.yaml",
    "pm/evidence/2026-01-01-a/x.png",
  ])
    expect(runs(path), path).toBe(true);
  for (const path of ["README.md", "src/incidents.ts", "catalog.yaml", "my-inquest.yaml"])
    expect(runs(path), path).toBe(false);
});

test("npm pack prints the name of the file and nothing else, whatever prepare prints", () => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(join(TOP, ".npmrc"), join(folder, ".npmrc"));
  const scripts = { prepare: "node -p 1" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "one", version: "1.0.0", scripts }));
  const npm = (...args: string[]) => execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  expect(npm("pack")).toBe("one-1.0.0.tgz\n");
  expect(JSON.parse(npm("pack", "--json"))).toHaveLength(1);
});
