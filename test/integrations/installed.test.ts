import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { packageName, packageVersion } from "../../src/read/package-info.js";
import { selfContainedTarball } from "../support/tarball.js";

let temp = "";
let tarball = "";
/** The program as it is installed in a folder of tools. */
let program = "";

beforeAll(() => {
  temp = mkdtempSync(join(tmpdir(), "inquest-installed-"));
  tarball = selfContainedTarball(temp);
  const tools = join(temp, "tools");
  mkdirSync(tools);
  run(tools, "npm", ["install", "--prefix", ".", tarball]);
  program = join(tools, "node_modules", packageName(), "dist/bin/cli.js");
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** Runs a command without a registry, as CI would: without a terminal. Anything but exit code 0 fails the test. */
function run(cwd: string, command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: {
      ...process.env,
      npm_config_offline: "true",
      npm_config_yes: "false",
      ...env,
    },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: exit code ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** A new repository in a folder that needs care. */
function repository(name: string, files: Record<string, string> = {}): string {
  const folder = join(temp, `${name} #1`);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  execFileSync("git", ["init", "-q"], { cwd: folder });
  return folder;
}

/** The repository as a CI job gets it: what is committed, and nothing else. */
function checkout(folder: string): string {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: folder });
  git("add", ".");
  git("commit", "-q", "-m", "one");
  const clone = `${folder} clone`;
  execFileSync("git", ["clone", "-q", folder, clone]);
  return clone;
}

/**
 * Runs commands of CI as a job would, in bash. Of several jobs on one checkout the first installs: the others would do the
 * same again, and that takes most of the time.
 */
function runScript(cwd: string, lines: readonly string[], env: Record<string, string>): void {
  const isInstalled = (folder: string) => existsSync(join(folder, "node_modules"));
  const script = lines.filter((line) => line !== "npm ci" || !isInstalled(cwd)).join("\n");
  if (script !== "") run(cwd, "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], env);
}

/** Runs the commands of a GitHub job in order, each where it says. */
function runJob(clone: string, workflow: string, job: string): void {
  const { steps } = parse(readFileSync(join(clone, ".github/workflows", workflow), "utf8")).jobs[job];
  for (const step of steps as { run?: string; "working-directory"?: string }[])
    if (step.run !== undefined)
      runScript(join(clone, step["working-directory"] ?? "."), [step.run], { GITHUB_ACTIONS: "true" });
}

const textsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[\\/](\.git|node_modules)([\\/]|$)/.test(entry.parentPath))
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), "latin1")])
    .sort();

const DIR = "post mortems #1";

/** Runs `init`, twice, and hands over what is committed then. */
function initialised(name: string, files: Record<string, string>, packageDir: string): string {
  const folder = repository(name, files);
  const init = () => run(folder, process.execPath, [program, "init", DIR, "--ci", "github,gitlab,pre-commit"]);
  expect(init()).not.toContain("By hand");
  const manifest = JSON.parse(readFileSync(join(folder, packageDir, "package.json"), "utf8"));
  expect({ ...manifest.dependencies, ...manifest.devDependencies }).toEqual({
    [packageName()]: `file:${basename(tarball)}`,
  });
  const before = textsIn(folder);
  expect(init()).toBe("Everything is there already: nothing was written\n");
  expect(textsIn(folder)).toEqual(before);
  return checkout(folder);
}

test("without a package.json, what init writes for GitHub and pre-commit runs as written", () => {
  const clone = initialised("without", {}, DIR);
  runJob(clone, "postmortems.yml", "check");
  expect(existsSync(join(clone, DIR, "_site/index.html"))).toBe(true);
  rmSync(join(clone, DIR, "_site"), { recursive: true });
  runJob(clone, "postmortems-site.yml", "publish");
  const { jobs } = parse(readFileSync(join(clone, ".github/workflows/postmortems-site.yml"), "utf8"));
  const upload = jobs.publish.steps.find((step: { with?: { path?: string } }) => step.with?.path !== undefined);
  expect(existsSync(join(clone, upload.with.path, "index.html"))).toBe(true);
  // What was installed and built is not to be committed.
  expect(run(clone, "git", ["status", "--porcelain"])).toBe("");
  const [hook] = parse(readFileSync(join(clone, ".pre-commit-config.yaml"), "utf8")).repos[0].hooks;
  expect(run(clone, "bash", ["-c", hook.entry])).toContain("no diagnostics");
  expect(new RegExp(hook.files).test(`${DIR}/incidents/2026-03-14-a.md`)).toBe(true);
}, 300_000);

test("with a package.json, what init writes for GitLab and pre-commit runs as written", () => {
  const clone = initialised("with", { "package.json": '{\n    "name": "ours"\n}\n' }, ".");
  expect(readFileSync(join(clone, "package.json"), "utf8")).toContain('    "name": "ours"');
  expect(existsSync(join(clone, DIR, "package.json"))).toBe(false);
  const jobs = parse(readFileSync(join(clone, ".gitlab/postmortems.yml"), "utf8"));
  for (const job of ["postmortems", "pages"]) runScript(clone, jobs[job].script, { CI_PROJECT_DIR: clone });
  expect(JSON.parse(readFileSync(join(clone, "gl-code-quality-report.json"), "utf8"))).toEqual([]);
  for (const path of ["_site/index.html", "public/index.html"]) expect(existsSync(join(clone, path)), path).toBe(true);
  const [hook] = parse(readFileSync(join(clone, ".pre-commit-config.yaml"), "utf8")).repos[0].hooks;
  expect(run(clone, "bash", ["-c", hook.entry])).toContain("no diagnostics");
  const [check] = parse(readFileSync(join(clone, ".github/workflows/postmortems.yml"), "utf8")).jobs.check.steps.filter(
    (step: { run?: string }) => step.run?.includes("check"),
  );
  expect(run(join(clone, check["working-directory"]), "bash", ["-c", check.run])).toContain("no diagnostics");
}, 300_000);

/** The first block of commands in a text of the repository. */
function commandsIn(path: string): string[] {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  return (/(?:^ {4}.*\n)+/m.exec(text)?.[0] ?? "").trim().split(/\n +/);
}

test("the three commands of the README run as written", async () => {
  const published = `npx ${packageName()}@${packageVersion()} `;
  const commands = commandsIn("README.md");
  expect(commands.map((command) => command.startsWith(published))).toEqual([true, true, true]);
  const [demo = "", ...others] = commands.map((command) => command.replace(published, "npx --yes ./inquest.tgz "));
  const folder = repository("three");
  copyFileSync(tarball, join(folder, "inquest.tgz"));
  const [, checked] = others.map((command) => run(folder, "bash", ["-c", command]));
  expect(checked).toContain("no diagnostics");

  const server = spawn("bash", ["-c", `exec ${demo}`], {
    cwd: folder,
    env: { ...process.env, npm_config_offline: "true" },
    detached: true,
  });
  try {
    const address = await new Promise<string>((found, failed) => {
      let printed = "";
      server.stdout.on("data", (part) => {
        printed += part;
        const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
        if (url) found(url);
      });
      server.on("exit", (code) => failed(new Error(`demo ended with ${code}: ${printed}`)));
    });
    expect((await fetch(address)).status).toBe(200);
  } finally {
    // The program is a child of npx.
    if (server.pid !== undefined) process.kill(-server.pid, "SIGINT");
  }
});

test("the guide leads from an empty repository to a published site, as written", () => {
  const commands = commandsIn("src/guides/start.md");
  const published = `${packageName()}@${packageVersion()}`;
  expect(commands[0]).toContain(published);
  const folder = repository("readme");
  execFileSync("git", ["init", "-q", "--bare", `${folder} origin`]);
  execFileSync("git", ["remote", "add", "origin", `${folder} origin`], { cwd: folder });
  copyFileSync(tarball, join(folder, "inquest.tgz"));
  const settings = {
    "user.name": "a",
    "user.email": "a@example.org",
    "push.autoSetupRemote": "true",
    "init.defaultBranch": "main",
  };
  const env = Object.fromEntries(
    Object.entries(settings).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  );
  for (const command of commands)
    run(folder, "bash", ["-e", "-c", command.replace(published, "./inquest.tgz")], { ...env, GIT_CONFIG_COUNT: "4" });
  const [draft = ""] = readdirSync(join(folder, "postmortems/incidents")).filter((file) =>
    file.includes("revoked-keys"),
  );
  expect(existsSync(join(folder, "_site/incidents", draft.replace(".md", ""), "index.html"))).toBe(true);

  const clone = `${folder} clone`;
  execFileSync("git", ["clone", "-q", `${folder} origin`, clone]);
  runJob(clone, "postmortems.yml", "check");
  runJob(clone, "postmortems-site.yml", "publish");
  expect(existsSync(join(clone, "_site/index.html"))).toBe(true);
  expect(existsSync(join(clone, "_site/incidents", draft.replace(".md", "")))).toBe(false);
}, 300_000);

/** Lets the record of npm say that the program was installed from elsewhere. */
function recordOrigin(resolved: string | undefined): void {
  const path = join(temp, "tools/node_modules/.package-lock.json");
  const record = JSON.parse(readFileSync(path, "utf8"));
  record.packages[`node_modules/${packageName()}`].resolved = resolved;
  writeFileSync(path, JSON.stringify(record));
}

const HASH = "0123456789012345678901234567890123456789";

test.each([
  ["a registry", "https://registry.example.org/@a/inquest/-/inquest-0.1.0.tgz", packageVersion()],
  ["a registry whose address npm leaves out", undefined, packageVersion()],
  [
    "a commit",
    `git+https://git.example.org/a/inquest.git#${HASH}`,
    `git+https://git.example.org/a/inquest.git#${HASH}`,
  ],
  ["an address", "https://files.example.org/inquest.tgz", "https://files.example.org/inquest.tgz"],
])("the dependency is taken from %s, and where npm cannot lock it, init says so", (name, resolved, spec) => {
  recordOrigin(resolved);
  const folder = repository(name);
  const output = run(folder, process.execPath, [program, "init"]);
  expect(JSON.parse(readFileSync(join(folder, "postmortems/package.json"), "utf8")).dependencies).toEqual({
    [packageName()]: spec,
  });
  expect(output).toMatch(/By hand:\n {2}CI needs a lock file, and npm could not write it: .+\n {4}npm install\n/);
});

test("where nothing says where the program came from, nothing is written that could be wrong", () => {
  recordOrigin("file:gone.tgz");
  const folder = repository("unknown");
  expect(run(folder, process.execPath, [program, "init"])).toContain("How this program was installed is not recorded");
  expect(existsSync(join(folder, "postmortems/package.json"))).toBe(false);
});

test("another package manager's lock file is left alone: the collection gets a package.json of its own", () => {
  recordOrigin(`file:../${basename(tarball)}`);
  const folder = repository("pnpm", { "package.json": "{}", "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" });
  run(folder, process.execPath, [program, "init"]);
  expect(readFileSync(join(folder, "package.json"), "utf8")).toBe("{}");
  expect(existsSync(join(folder, "postmortems/package-lock.json"))).toBe(true);
});
