import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { readPackageList } from "../../src/dev/bundled-packages.js";
import { packageName } from "../../src/read/package-info.js";
import { generateCollection } from "../bench/collection.js";
import { client } from "../lsp/client.js";
import { SOUND } from "../support/collection-folder.js";
import { installedPackages, packedProgram } from "../support/packed-program.js";
import { pack } from "../support/tarball.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const MAX_TARBALL_BYTES = 1_200_000;
const MAX_FILES = 400;
const MAX_INSTALLED_BYTES = 16_000_000;
const MAX_PACKAGES = 30;

let folder = "";
let tarball = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "inquest-package-"));
  tarball = pack(folder);
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files below a folder, with their sizes in bytes. */
const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      path: join(entry.parentPath, entry.name),
      size: statSync(join(entry.parentPath, entry.name)).size,
    }));

const bytesOf = (files: readonly { size: number }[]) => files.reduce((sum, { size }) => sum + size, 0);

test("the tarball is small and holds no source maps", () => {
  const files = filesIn(join(folder, "package"));
  expect(statSync(tarball).size).toBeLessThanOrEqual(MAX_TARBALL_BYTES);
  expect(files.length).toBeLessThanOrEqual(MAX_FILES);
  expect(files.filter(({ path }) => path.endsWith(".map"))).toEqual([]);
  // The words of languages are loaded when a search index is made.
  expect(files.filter(({ path }) => /words.languages\.js$/.test(path))).toHaveLength(1);
});

test("an installation brings few packages, few bytes and no install scripts", () => {
  const packages = [join(folder, "package"), ...installedPackages()];
  expect(packages.length).toBeGreaterThan(2);
  expect(packages.length).toBeLessThanOrEqual(MAX_PACKAGES);
  expect(bytesOf(packages.flatMap(filesIn))).toBeLessThanOrEqual(MAX_INSTALLED_BYTES);
  for (const one of packages) {
    const { scripts } = JSON.parse(readFileSync(join(one, "package.json"), "utf8"));
    expect(
      Object.keys(scripts ?? {}).filter((name) => /^(pre|post)?install$/.test(name)),
      one,
    ).toEqual([]);
  }
});

test("the licences of all bundled packages come along", () => {
  const notices = readFileSync(join(folder, "package/dist/third-party-licences.txt"), "utf8");
  const names = readPackageList().map(({ name, version }) => `${name} ${version}`);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !notices.includes(`${name} (`))).toEqual([]);
  // BSD-2-Clause from a README, MIT from a file.
  expect(notices).toContain("Redistributions in binary form must reproduce");
  expect(notices).toContain("Permission is hereby granted, free of charge");
});

test("publint and attw find nothing", async () => {
  const { messages, pkg } = await publint({ pkgDir: join(folder, "package"), pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  if (analysis.types === false) throw new Error("attw finds no types");
  // The package is for `import` alone.
  const problems = analysis.problems.filter(
    (problem) => !("resolutionKind" in problem) || !["node10", "node16-cjs"].includes(problem.resolutionKind),
  );
  expect(problems).toEqual([]);
});

test("what is loaded on demand is in the package: search for secrets, HTML, prompts, the language server, the library", async () => {
  const { folder: root, program } = packedProgram();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], {
      cwd: root,
      encoding: "utf8",
    });
  expect(run("init", "--ci", "none").status).toBe(0);

  const path = "postmortems/incidents/2026-11-20-a.md";
  expect(run("new", "incident", "A", "--date", "2026-11-20", "--yes").status).toBe(0);
  const draft = readFileSync(join(root, path), "utf8");
  writeFileSync(join(root, path), `${draft}\nThe key was gh${"p"}_${"Qz7mWc4tLx9b".repeat(3)}.\n`);
  expect(run("check").stdout).toContain("secret");
  // So many entities are parsed in a child process.
  writeFileSync(join(root, path), `${draft}\n${"&amp; ".repeat(6000)}\n`);
  expect(run("check").status).toBe(0);
  writeFileSync(join(root, path), draft);

  // The package of the protocol is left to those who use it.
  expect(run("mcp")).toMatchObject({ status: 2, stdout: "" });
  expect(run("mcp").stderr).toMatch(/^inquest: .*npm install --save-dev @modelcontextprotocol\/server.*\n$/);

  writeFileSync(join(root, "old.html"), "<h1>The cache was stale</h1><h2>Summary</h2><p>On 2020-03-01 it was.</p>");
  expect(run("import", "old.html").status).toBe(0);
  expect(run("check").status).toBe(0);

  const child = spawn(process.execPath, [program, "lsp", "--stdio"], { cwd: root, stdio: "pipe" });
  onTestFinished(() => void child.kill());
  const editor = client(child.stdout, child.stdin, root);
  expect(await editor.initialize()).toMatchObject({ serverInfo: { name: "inquest" } });
  await editor.open(path, SOUND.replace("by: alert", "by: alarm"));
  await editor.diagnostics(path, (all) => all.some(({ code }) => code === "schema"));

  const script = `import { check } from "${packageName()}";
    const { diagnostics } = await check("postmortems", { now: "2026-11-28", today: null, baseline: null, changedSince: null });
    console.log(Array.isArray(diagnostics));`;
  writeFileSync(join(root, "use.mjs"), script);
  expect(execFileSync(process.execPath, ["use.mjs"], { cwd: root, encoding: "utf8" })).toBe("true\n");
});

test("the second thread of a large build is in the package", () => {
  const { folder: root, program } = packedProgram();
  generateCollection(root, 200);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "build", "--audience", "internal"], {
    cwd: root,
    encoding: "utf8",
    // Node.js tells on stderr of each thread that it starts.
    env: { ...process.env, NODE_DEBUG: "worker" },
  });
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("of 200 postmortems") });
  expect(stderr.includes("create new worker")).toBe(availableParallelism() > 1);
});

test("a user of the library gets its types", () => {
  const { folder: root } = packedProgram();
  writeFileSync(
    join(root, "use.ts"),
    `import { build, type Checked, check, type Diagnostic } from "${packageName()}";
export const run: typeof check = check;
export const messages = (checked: Checked): string[] => checked.diagnostics.map((one: Diagnostic) => one.message);
// @ts-expect-error: it is a function
export const none: string = build;
`,
  );
  const args = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023", "--types", "", "use.ts"];
  const { stdout } = spawnSync(join(PACKAGE, "node_modules/.bin/tsc"), args, { cwd: root, encoding: "utf8" });
  expect(stdout).toBe("");
});
