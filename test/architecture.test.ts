import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/** Which rooms a room may import from, beside itself and `model`. */
const MAY: Record<string, readonly string[]> = {
  "cli.ts": ["commands", "read"],
  "index.ts": ["pipeline.ts"],
  "pipeline.ts": ["pipeline", "read", "git", "parse", "validate", "link", "measure", "render", "write"],
  pipeline: ["read", "git", "parse", "validate", "link", "measure", "render"],
  session: ["parse"],
  commands: [
    "pipeline.ts",
    "pipeline",
    "session",
    "reporters",
    "read",
    "write",
    "validate",
    "edit",
    "importers",
    "git",
    "lsp",
    "serve",
  ],
  importers: ["parse", "edit"],
  serve: ["pipeline.ts", "pipeline", "session", "read", "parse", "validate", "render", "write", "reporters"],
  lsp: ["pipeline.ts", "session", "read", "parse", "validate", "edit"],
  reporters: [],
  read: [],
  edit: ["parse", "validate"],
  git: [],
  parse: [],
  validate: ["parse"],
  link: [],
  measure: [],
  render: ["measure"],
  write: [],
  model: [],
  dev: ["commands", "read", "validate", "pipeline.ts", "link", "measure"],
  browser: [],
};

/** Packages that belong to certain rooms alone. */
const PACKAGES: Record<string, readonly string[]> = {
  unified: ["parse", "render"],
  ajv: ["validate", "dev"],
  handlebars: ["render"],
  "simple-git": ["git"],
  yaml: ["edit", "importers", "parse"],
  "smol-toml": ["importers"],
  "js-yaml": ["parse"],
  pagefind: ["write"],
  commander: ["cli.ts", "commands", "dev"],
  "vscode-languageserver": ["lsp"],
  "vscode-languageserver-textdocument": ["lsp"],
  esbuild: ["dev"],
  "image-size": ["render"],
  "@rgrove": ["render"],
  "playwright-core": ["dev"],
};

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));
const roomOf = (file: string) => file.split("/")[0] ?? file;
const importsOf = (file: string) =>
  [...readFileSync(join(SRC, file), "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");

test("every import goes the way the house allows", () => {
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith("."))
      .map((path) => roomOf(posix.join(dirname(file), path).replace(/\.js$/, ".ts")))
      .filter((target) => target !== roomOf(file) && target !== "model" && !MAY[roomOf(file)]?.includes(target))
      .map((target) => `${file}: ${roomOf(file)} may not import ${target} (src/README.md says which way data flows)`),
  );
  expect(broken).toEqual([]);
});

test("a package is used only in its rooms", () => {
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => PACKAGES[name.split("/")[0] ?? ""]?.includes(roomOf(file)) === false)
      .map((name) => `${file}: ${name} belongs to ${PACKAGES[name.split("/")[0] ?? ""]?.join(", ")}`),
  );
  expect(broken).toEqual([]);
});

test("only commands print, only the program sets the exit code, only the edge touches the disk", () => {
  const broken: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(SRC, file), "utf8");
    const room = roomOf(file);
    if (/\bconsole\.|process\.std(out|err)/.test(text) && !["commands", "cli.ts", "dev", "browser"].includes(room))
      broken.push(`${file} prints`);
    if (/process\.exitCode/.test(text) && !["cli.ts", "dev"].includes(room)) broken.push(`${file} sets the exit code`);
    if (/"node:fs(\/promises)?"/.test(text) && !["read", "write", "git", "commands", "dev"].includes(room))
      broken.push(`${file} touches the disk`);
  }
  expect(broken).toEqual([]);
});

test("only one walker goes down folders: a recursive readdir enters links on some versions of Node", () => {
  const broken = files.filter((file) =>
    /\b(?:readdir|opendir|glob)(?:Sync)?\([^;]*\brecursive\b/.test(readFileSync(join(SRC, file), "utf8")),
  );
  expect(broken).toEqual([]);
});

test("the public API is what it is", async () => {
  expect(Object.keys(await import("../src/index.js")).sort()).toEqual(["build", "check"]);
});
