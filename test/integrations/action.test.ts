import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { packageName } from "../../src/read/package-info.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { selfContainedTarball } from "../support/tarball.js";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const ID = "incidents/2026-03-14-old-keys-refused.md";
const FAULTY = SOUND.replace("owner: editors", "ownr: editors\nowner: editors");
const { inputs, outputs, runs } = parse(readFileSync(join(TOP, "action.yml"), "utf8"));

/** The action as a runner unpacks it: the files of the repository that it needs, and no `node_modules`. */
let checkout = "";

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), "inquest-action-"));
  cpSync(join(TOP, "package.json"), join(checkout, "package.json"));
  execFileSync(process.execPath, [join(TOP, "dist/dev/bundle-action.js"), "--to", join(checkout, runs.main)]);
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function commit(root: string): void {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "one");
}

/** A repository with a collection that has an error, or the text given. */
function repository(text = FAULTY): string {
  const root = collectionFolder({ [ID]: text });
  commit(root);
  return root;
}

/** Runs the action as a runner does: inputs as variables, results in files. */
function runAction(root: string, given: Record<string, string> = {}) {
  const temp = mkdtempSync(join(checkout, "runner-"));
  const files = { GITHUB_OUTPUT: join(temp, "output"), GITHUB_STEP_SUMMARY: join(temp, "summary.md") };
  const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : "");
  const variables = Object.entries(inputs as Record<string, { default?: string }>).map(([name, input]) => [
    `INPUT_${name.toUpperCase()}`,
    given[name] ?? input.default ?? "",
  ]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, runs.main)], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      ...Object.fromEntries(variables),
      ...files,
      RUNNER_TEMP: temp,
      GITHUB_ACTIONS: "true",
      ACTIONS_RUNTIME_TOKEN: "a-token",
      npm_config_offline: "true",
    },
  });
  const named = [...read(files.GITHUB_OUTPUT).matchAll(/^([a-z]+)<<(\S+)\n(.*)\n\2$/gm)];
  return {
    status,
    stdout,
    stderr,
    summary: read(files.GITHUB_STEP_SUMMARY),
    outputs: Object.fromEntries(named.map(([, name, , value]) => [name, value ?? ""])) as Record<string, string>,
  };
}

test("the file in the repository is what the source makes: npm run action writes it", () => {
  const built = readFileSync(join(checkout, runs.main), "utf8");
  expect(readFileSync(join(TOP, runs.main), "utf8") === built, "run npm run action, and commit the file").toBe(true);
});

test("the action needs Node alone: its inputs and outputs are described, and git does not ignore its file", () => {
  expect(runs).toEqual({ using: "node24", main: ".github/bundle/check.mjs" });
  for (const one of Object.values({ ...inputs, ...outputs }) as { description: string }[])
    expect(one.description.length).toBeGreaterThan(10);
  expect(Object.keys(outputs)).toEqual(["errors", "warnings", "sarif", "site"]);
  expect(spawnSync("git", ["check-ignore", runs.main], { cwd: TOP, encoding: "utf8" }).stdout).toBe("");
});

test("an error: annotation, summary, SARIF, outputs, exit code 1", () => {
  const { status, stdout, stderr, summary, outputs: named } = runAction(repository());
  expect([status, stderr]).toEqual([1, ""]);
  expect(stdout).toContain(`::error file=${ID},line=7`);
  const lines = summary.split("\n").slice(2);
  expect(summary).toContain('Unknown field "ownr"');
  expect(lines.every((line) => line === "" || line.startsWith("    "))).toBe(true);
  expect(named).toMatchObject({ errors: "1", warnings: "0" });
  expect(named.site).toBeUndefined();
  const [run] = JSON.parse(readFileSync(named.sarif ?? "", "utf8")).runs;
  expect(run.results).toHaveLength(1);
  // The docs of the rules are in the bundle.
  expect(run.tool.driver.rules.find(({ id }: { id: string }) => id === "schema").help.markdown).toContain("## Why");
});

test("no error: exit code 0, and the outputs say so", () => {
  expect(runAction(repository(SOUND))).toMatchObject({ status: 0, outputs: { errors: "0", warnings: "0" } });
});

test("what the parser may do in a child process alone, it does with the same file", () => {
  const root = repository(SOUND.replace("Tokens were refused.", `Tokens were refused.${" &amp;".repeat(6000)}`));
  expect(runAction(root)).toMatchObject({ status: 0, outputs: { errors: "0" } });
});

test("the action says the same as the program", () => {
  const root = repository();
  const args = ["check", "--format", "json"];
  const { stdout } = spawnSync(process.execPath, [join(TOP, "dist/bin/cli.js"), ...args], {
    cwd: root,
    encoding: "utf8",
  });
  const { diagnostics, summary } = JSON.parse(stdout);
  const action = runAction(root);
  for (const { message } of diagnostics) expect(action.summary).toContain(message);
  expect(action.stdout).toContain(`${summary.files} files checked: 1 error`);
});

test("its inputs reach the check, and are never run", () => {
  const root = repository();
  const given = { "changed-since": "main", "sarif-file": "out.sarif", "max-warnings": "3", root: ".", date: "today" };
  const { status, stdout, outputs: named } = runAction(root, given);
  expect(status).toBe(0);
  expect(stdout).not.toContain("::error");
  expect(named.sarif).toBe(join(root, "out.sarif"));
  expect(JSON.parse(readFileSync(join(root, "out.sarif"), "utf8")).runs[0].results).toEqual([]);
  const hostile = repository();
  const paths = `${ID}\n$(touch owned)\n\`touch owned\`; touch owned`;
  expect(runAction(hostile, { paths, root: "$(touch owned)" }).status).toBe(2);
  expect(existsSync(join(hostile, "owned"))).toBe(false);
});

test.each([
  [{ "max-warnings": "some" }, 'max-warnings: expected a whole number, found "some"'],
  [{ site: "yes" }, 'site: expected true or false, found "yes"'],
  [{ date: "soon" }, "date soon: expected a day"],
  [{ root: "gone" }, "No inquest.yaml in gone"],
  [{ baseline: "gone.json" }, "Cannot read gone.json"],
  [{ site: "true" }, "it names none: run inquest init"],
])("a wrong call %j is one annotation that says what to do, and exit code 2", (given, message) => {
  const { status, stdout } = runAction(repository(SOUND), given as Record<string, string>);
  expect(status).toBe(2);
  expect(stdout.split("\n").filter((line) => line.startsWith("::error"))).toEqual([expect.stringContaining(message)]);
});

test("more warnings than allowed fail", () => {
  const root = repository(
    SOUND.replace("\n---\n", "\nsuppress: [{rule: action-overdue, reason: None, until: 2100-01-01}]\n---\n"),
  );
  const { outputs: named } = runAction(root);
  const warnings = Number(named.warnings);
  expect(warnings).toBeGreaterThan(0);
  expect(runAction(root, { "max-warnings": `${warnings}` }).status).toBe(0);
  const failed = runAction(root, { "max-warnings": `${warnings - 1}` });
  expect(failed.status).toBe(1);
  expect(failed.stdout).toContain(`at most ${warnings - 1} allowed`);
});

test("the hook of pre-commit is the same file, run by its name", () => {
  const [hook] = parse(readFileSync(join(TOP, ".pre-commit-hooks.yaml"), "utf8"));
  const [file, ...args] = hook.entry.split(" ");
  const run = (cwd: string, ...more: string[]) =>
    spawnSync(join(checkout, file), [...args, ...more], {
      cwd,
      encoding: "utf8",
    });
  expect([hook.language, file]).toEqual(["script", runs.main]);
  expect(run(repository(SOUND))).toMatchObject({ status: 0, stderr: "" });
  const { status, stdout } = run(repository());
  expect(status).toBe(1);
  expect(stdout).toContain(`${ID}:7:1  error  Unknown field "ownr"`);
  expect(run(repository(SOUND), "--wrong")).toMatchObject({
    status: 2,
    stderr: "inquest: unknown option '--wrong': --help in its place lists the options\n",
  });
});

test("site: true builds the site with the inquest of the lock file", () => {
  const root = collectionFolder({ [ID]: SOUND, ".gitignore": "node_modules/\n_site/\n" });
  const tarball = selfContainedTarball(checkout);
  const manifest = { private: true, dependencies: { [packageName()]: `file:${tarball}` } };
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  const args = ["install", "--package-lock-only", "--ignore-scripts", "--offline"];
  execFileSync("npm", args, { cwd: root, stdio: "ignore" });
  commit(root);
  const built = runAction(root, {
    site: "true",
    out: "out/site",
    audience: "public",
    "base-url": "https://example.org/a/",
  });
  expect(built.status).toBe(0);
  expect(built.outputs.site).toBe(join(root, "out/site"));
  expect(existsSync(join(root, "out/site/search/index.html"))).toBe(true);
  expect(readFileSync(join(root, "out/site/sitemap.xml"), "utf8")).toContain("https://example.org/a/");

  const failed = runAction(root, { site: "true", audience: "everybody" });
  expect(failed.status).toBe(2);
  expect(failed.stdout).toContain("::error::");
  // A site is built from content without errors alone.
  writeFileSync(join(root, ID), FAULTY);
  expect(runAction(root, { site: "true" })).toMatchObject({ status: 1, outputs: { errors: "1" } });
});
