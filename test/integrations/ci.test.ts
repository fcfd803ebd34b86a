import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Runs the action's step as the runner would: its script in bash, its inputs as variables. */
function runAction(inputs: Record<string, string>) {
  const root = repository();
  const { runs } = parse(read("action.yml"));
  const step = runs.steps.find((one: { name: string }) => one.name === "Check");
  const temp = join(root, ".temp");
  mkdirSync(temp);
  const fill = (text: string) =>
    text
      .replace(/\$\{\{ github\.action_path \}\}/, TOP)
      .replace(/\$\{\{ inputs\.([a-z-]+) \}\}/, (_, name: string) => inputs[name] ?? "");
  const env = Object.fromEntries(
    Object.entries(step.env as Record<string, string>).map(([key, text]) => [key, fill(text)]),
  );
  const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      ...env,
      RUNNER_TEMP: temp,
      GITHUB_STEP_SUMMARY: join(temp, "summary.md"),
      GITHUB_ACTIONS: "true",
    },
  });
  return { root, status, stdout, summary: readFileSync(join(temp, "summary.md"), "utf8") };
}

test("the action annotates, writes a summary and fails", () => {
  const { status, stdout, summary } = runAction({});
  expect(status).toBe(1);
  expect(stdout).toContain(`::error file=${ID},line=7`);
  expect(summary).toContain('Unknown field "ownr"');
  expect(
    summary
      .split("\n")
      .slice(2)
      .every((line) => line === "" || line.startsWith("    ")),
  ).toBe(true);
});

test("its inputs reach the check, and are never run", () => {
  const { root, status, stdout } = runAction({
    "changed-since": "main",
    "sarif-file": "out.sarif",
    "max-warnings": "3",
    root: ".",
  });
  expect(status).toBe(0);
  expect(stdout).not.toContain("::error");
  expect(JSON.parse(readFileSync(join(root, "out.sarif"), "utf8")).runs[0].results).toEqual([]);
  const hostile = runAction({ paths: `${ID}\n$(touch owned)\n\`touch owned\`; touch owned`, root: "$(touch owned)" });
  expect(hostile.status).toBe(2);
  expect(existsSync(join(hostile.root, "owned"))).toBe(false);
});

test("every input of the action is described and used", () => {
  const { inputs, runs } = parse(read("action.yml"));
  const used = JSON.stringify(runs);
  for (const [name, input] of Object.entries(inputs as Record<string, { description: string }>)) {
    expect(input.description.length).toBeGreaterThan(10);
    expect(used).toContain(`inputs.${name} }}`);
  }
});

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
    "pm/evidence/2026-01-01-a/x.png",
  ])
    expect(runs(path), path).toBe(true);
  for (const path of ["README.md", "src/incidents.ts", "catalog.yaml", "my-inquest.yaml"])
    expect(runs(path), path).toBe(false);
  const root = repository();
  writeFileSync(join(root, ID), SOUND);
  const [command, ...args] = hook.entry.split(" ");
  expect(command).toBe("inquest");
  expect(spawnSync(process.execPath, [CLI, ...args], { cwd: root }).status).toBe(0);
  expect(spawnSync(process.execPath, [CLI, ...args], { cwd: repository() }).status).toBe(1);
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
