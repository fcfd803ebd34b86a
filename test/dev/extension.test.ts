import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { XMLValidator } from "fast-xml-parser";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, onTestFinished, test } from "vitest";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const MANIFEST = JSON.parse(readFileSync(join(TOP, "package.json"), "utf8"));
const MAX_OWN_LINES = 60;
const MAX_BYTES = 200_000;

let vsix: Uint8Array = new Uint8Array();
let files: Record<string, string> = {};

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-vsix-"));
  const file = join(folder, "inquest.vsix");
  execFileSync(process.execPath, [join(TOP, "dist/dev/package-extension.js"), "--to", file], { stdio: "ignore" });
  vsix = readFileSync(file);
  rmSync(folder, { recursive: true });
  files = Object.fromEntries(Object.entries(unzipSync(vsix)).map(([path, bytes]) => [path, strFromU8(bytes)]));
});

test("the extension for VS Code is small, holds what VS Code reads, and is no part of the package", () => {
  expect(Object.keys(files).sort()).toEqual([
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/README.md",
    "extension/extension.js",
    "extension/package.json",
  ]);
  expect(vsix.length).toBeLessThanOrEqual(MAX_BYTES);
  const own = readFileSync(join(TOP, "src/editor/extension.ts"), "utf8").trimEnd().split("\n");
  expect(own.length).toBeLessThanOrEqual(MAX_OWN_LINES);
  expect(files["extension/LICENSE.txt"]).toContain("vscode-languageclient 9.");
  expect(MANIFEST.files.filter((path: string) => "dist/editor/extension.js".startsWith(path))).toEqual([]);
});

test("its manifests have the fields that VS Code requires, and agree", () => {
  const manifest = JSON.parse(files["extension/package.json"] ?? "");
  expect(manifest).toMatchObject({
    name: expect.stringMatching(/^[a-z][a-z\d-]*$/),
    publisher: expect.stringMatching(/^[a-z][a-z\d-]*$/),
    version: MANIFEST.version,
    license: MANIFEST.license,
    repository: MANIFEST.repository,
    engines: { vscode: MANIFEST.devDependencies["@types/vscode"].replace("~", "^") },
    activationEvents: ["workspaceContains:**/inquest.yaml"],
    // It runs a program of the workspace.
    capabilities: { untrustedWorkspaces: { supported: false } },
  });
  expect(files[join("extension", manifest.main)]).toBeDefined();
  const xml = files["extension.vsixmanifest"] ?? "";
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(XMLValidator.validate(files["[Content_Types].xml"] ?? "")).toBe(true);
  expect(xml).toContain(`Id="${manifest.name}" Version="${manifest.version}" Publisher="${manifest.publisher}"`);
  expect(xml).toContain(`Value="${manifest.engines.vscode}"`);
  for (const [, path = ""] of xml.matchAll(/ Path="([^"]+)"/g)) expect(files[path], path).toBeDefined();
});

test("its one file loads where only VS Code's own module is given", () => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-vsix-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // Whatever is asked of it is a class, as far as loading goes.
  const stub = "module.exports = new Proxy({}, { get: () => new Proxy(class {}, { get: (t, k) => t[k] ?? 0 }) });";
  writeFileSync(join(folder, "vscode.cjs"), stub);
  const code = (files["extension/extension.js"] ?? "").replaceAll('require("vscode")', 'require("./vscode.cjs")');
  writeFileSync(join(folder, "extension.cjs"), code);
  const extension = createRequire(import.meta.url)(join(folder, "extension.cjs"));
  expect([typeof extension.activate, typeof extension.deactivate]).toEqual(["function", "function"]);
});

test("its command is one that the program has", () => {
  const { properties } = JSON.parse(files["extension/package.json"] ?? "").contributes.configuration;
  const [npx, ...args] = properties["inquest.command"].default;
  expect([npx, args[0], args[1]]).toEqual(["npx", "--no-install", Object.keys(MANIFEST.bin)[0]]);
  const help = execFileSync(process.execPath, [join(TOP, "dist/bin/cli.js"), args[2], "--help"], { encoding: "utf8" });
  expect(help).toContain(args[3]);
});
