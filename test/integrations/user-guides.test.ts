import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseToml } from "smol-toml";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { packageVersion } from "../../src/read/package-info.js";
import { temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const CLI = join(TOP, "dist/bin/cli.js");
const GUIDES = readdirSync(join(TOP, "src/guides")).sort();
const MAX_README_LINES = 45;
const MAX_PICTURE_BYTES = 120_000;

interface HelixSettings {
  "language-server": { inquest: { command: string; args: string[] } };
  language: { name: string; "language-servers": string[] }[];
}

const read = (path: string) => readFileSync(join(TOP, path), "utf8");

/** What the commands of the guides work on, beside a new collection. */
const FILES = {
  "old-postmortems/cache.md":
    "# The cache was stale\n\nDate: 2024-03-01\n\n## Summary\n\nIt served old grants for an hour.\n",
  "timeline.json": '[{"at": "2026-03-14T09:49:00Z", "event": "The alert fires", "mark": "detected"}]',
};

/** The commands in the blocks of a guide, each on one line, in order. */
function commandsOf(text: string): string[] {
  const blocks = text.match(/(?:^ {4}.*\n)+/gm) ?? [];
  return blocks.flatMap((block) =>
    block
      .replace(/ \\\n +/g, " ")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /^(inquest|npx|npm|rm|git) /.test(line)),
  );
}

/** A new collection that is committed, beside the files. */
let initialised = "";
beforeAll(() => {
  initialised = mkdtempSync(join(tmpdir(), "inquest-guides-"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: initialised });
  git("init", "-q");
  inquest(["init", "--ci", "none"], { cwd: initialised });
  git("add", ".");
  git("commit", "-q", "-m", "one");
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(initialised, path)), { recursive: true });
    writeFileSync(join(initialised, path), text);
  }
  return () => rmSync(initialised, { recursive: true, force: true });
});

/** Runs a command as a shell does, which is asked only where there is more in it than words and quotes. */
function run(command: string, cwd: string): [code: number | null, output: string] {
  const words = /[|<>&;$`*\\#~]/.test(command) ? null : command.match(/"[^"]*"|'[^']*'|[^\s"']+/g);
  const [first, ...args] = (words ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
  if (first === "inquest") {
    const { code, stdout, stderr } = inquest(args, { cwd });
    return [code, stdout + stderr];
  }
  const program = `inquest() { "${process.execPath}" "${CLI}" "$@"; }\nnpx() { shift; "$@"; }\n`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", program + command], { cwd, encoding: "utf8" });
  return [status, stdout + stderr];
}

test.each(GUIDES)("every command of %s runs as written", (guide) => {
  const commands = commandsOf(read(`src/guides/${guide}`)).filter((command) =>
    /^(inquest|rm) |^npx .*inquest /.test(command),
  );
  const folder = temporaryFolder({});
  cpSync(initialised, folder, { recursive: true });
  for (const command of commands) expect([command, ...run(command, folder)]).toEqual([command, 0, expect.anything()]);
});

test("the commands are found", () => {
  expect(GUIDES.flatMap((guide) => commandsOf(read(`src/guides/${guide}`))).length).toBeGreaterThan(35);
});

test("every block of settings in a guide is well-formed", () => {
  const blocks = GUIDES.flatMap((guide) => read(`src/guides/${guide}`).match(/(?:^ {4}.*\n)+/gm) ?? []);
  const yaml = blocks.filter((block) => /^ {4}(name|include|repos|fields|site):/.test(block));
  expect(yaml.length).toBeGreaterThan(3);
  for (const block of yaml) expect(() => parse(block.replace(/^ {4}/gm, ""))).not.toThrow();
});

test("the settings for Helix start the language server for the files of a collection, and ask it first", () => {
  const block = read("src/guides/editors.md").match(/^ {4}\[language-server.*\n(?:(?: {4}.*)?\n)+/m)?.[0] ?? "";
  const settings = parseToml(block.replace(/^ {4}/gm, "")) as unknown as HelixSettings;
  const { command, args } = settings["language-server"].inquest;
  expect([command, ...args]).toEqual(["npx", "--no-install", "inquest", "lsp", "--stdio"]);
  expect(settings.language.map(({ name }) => name)).toEqual(["markdown", "yaml"]);
  for (const one of settings.language) expect(one["language-servers"][0]).toBe("inquest");
});

test("a workflow of the guide uses inputs and outputs that the action has", () => {
  const { inputs, outputs } = parse(read("action.yml"));
  const guide = read("src/guides/ci.md");
  const workflow = parse((guide.match(/^ {4}name: postmortems\n(?: {4}.*\n)+/m)?.[0] ?? "").replace(/^ {4}/gm, ""));
  const step = workflow.jobs.check.steps.find((one: { id?: string }) => one.id === "inquest");
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
  const named = [...JSON.stringify(workflow).matchAll(/steps\.inquest\.outputs\.(\w+)/g)].map((match) => match[1]);
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(named));
  for (const name of [...Object.keys(inputs), ...Object.keys(outputs)]) expect(guide).toContain(`\`${name}`);
});

test("every link of the README and the guides leads to a file", () => {
  for (const path of ["README.md", ...GUIDES.map((guide) => `src/guides/${guide}`)])
    for (const [, link = ""] of read(path)
      .replace(/`[^`]*`/g, "")
      .matchAll(/(?:\]\(|src="|srcset=")([^)"#]+)/g))
      if (!/^https?:/.test(link)) expect(existsSync(join(TOP, dirname(path), link)), `${path}: ${link}`).toBe(true);
});

test("every version that the README and the guides name is the one of the package", () => {
  const named = ["README.md", ...GUIDES.map((guide) => `src/guides/${guide}`)].flatMap((path) =>
    [...read(path).matchAll(/(?:inquest(?:\/check)?@v?|rev: v)(\d+\.\d+\.\d+)/g)].map((match) => match[1]),
  );
  expect(named.length).toBeGreaterThan(4);
  expect([...new Set(named)]).toEqual([packageVersion()]);
});

test("the README is one screen, leads to every guide, and its picture is small", () => {
  const readme = read("README.md");
  expect(readme.split("\n").length).toBeLessThanOrEqual(MAX_README_LINES);
  for (const guide of GUIDES) expect(readme).toContain(`(src/guides/${guide})`);
  const pictures = [...readme.matchAll(/\.github\/pictures\/[\w-]+\.webp/g)].map(([path]) => join(TOP, path));
  expect(pictures).toHaveLength(2);
  expect(pictures.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
});
