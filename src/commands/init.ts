import { appendFileSync, existsSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { remoteHosts } from "../git/remotes.js";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { repositoryOf } from "../read/find-collection.js";
import { type NewFiles, readScaffold } from "../read/read-scaffold.js";
import { shellWord } from "../util/shell-word.js";
import { writeNew } from "../write/write-new.js";
import { replaceFile } from "../write/write-source.js";
import { callFor, installedProgram, isOnPath, npmPrefix } from "./call-for.js";
import { shown } from "./context.js";
import { addDependency, packageFolderOf } from "./init/add-dependency.js";
import { type CiSystem, ciOption, ciSystemOf, detectCi } from "./init/choose-ci.js";

interface InitOptions {
  ci?: readonly CiSystem[];
  example: boolean;
  assistant?: boolean;
  force?: boolean;
}

/** What is not to be committed: the site as `build` writes it, what a killed build leaves beside it, and what npm installs. */
const IGNORED = ["_site/", "._site.inquest-*/", "node_modules/"];

/** `inquest init`: a new collection. What exists is kept; a second run changes nothing. */
export function addInit(program: Command, exit: (code: number) => void): void {
  program
    .command("init")
    .description("write a new collection: catalogs, an example, CI settings")
    .argument("[dir]", "the folder of the collection", "postmortems")
    .option(
      "--ci <systems>",
      "github, gitlab, pre-commit with commas between, or none; default: what is in use",
      ciOption,
    )
    .option("--no-example", "leave out the example incident and its drill")
    .option("--assistant", "add a skill for assistants: how to draft a postmortem from notes")
    .option("--force", "replace the skill of --assistant, if it is there")
    .addHelpText(
      "after",
      `
CI runs the inquest that a package.json names, with a lock file: the repository's own where npm keeps it, else a small one in
the folder of the collection. It is taken from where this program was installed from. Files for editors and CI go to the top
level of the repository; without one to the working directory. Which CI is in use is told from remotes and existing files.
The skill goes to .claude/skills/, or to .agents/skills/ where the repository has only .agents.

Examples:
  inquest init
  inquest init docs/postmortems --ci gitlab,pre-commit
  inquest init --no-example --ci none
  inquest init --assistant`,
    )
    .action(async (dir: string, options: InitOptions) => exit(await run(dir, options)));
}

async function run(dir: string, options: InitOptions): Promise<number> {
  if (options.force && !options.assistant)
    throw new EnvironmentFault("--force goes with --assistant: init keeps everything else that exists");
  const root = resolve(dir);
  const top = topFor(root);
  const packageFolder = packageFolderOf(root, top);
  const isNew = !existsSync(join(root, "inquest.yaml"));
  const ci = options.ci
    ? { systems: options.ci, reason: "chosen with --ci" }
    : detectCi(top, await remoteHosts(top), isNew);
  const files = readScaffold({ collection: inTop(root, top), package: inTop(packageFolder, top) });
  // An example beside real documents would be counted with them.
  if (!isNew || !options.example) removeExample(files.collection);
  for (const path of [...files.top.keys()]) {
    const system = ciSystemOf(path);
    if (system !== null && !ci.systems.includes(system)) files.top.delete(path);
  }
  const before = new Set([...files.top.keys()].filter((path) => existsSync(join(top, path))));
  const written = [...writeAll(root, files.collection), ...writeAll(top, files.top), ...ignore(top)];
  if (options.assistant) written.push(...writeSkill(top, files.skill, options.force === true));
  const dependency = addDependency(packageFolder);
  written.push(...dependency.written);
  const own = written.filter((path) => !path.includes(`${sep}.schema${sep}`)).map(shown);
  process.stdout.write(
    written.length === 0
      ? "Everything is there already: nothing was written\n"
      : `Wrote${own.length === written.length ? "" : " the schemas and"}\n${own.map((path) => `  ${path}\n`).join("")}`,
  );
  if (written.length > 0) {
    const files = ci.systems.length === 0 ? "No CI files" : `CI files for ${ci.systems.join(", ")}`;
    process.stdout.write(`\n${files}: ${ci.reason}\n`);
  }
  const missing = [...dependency.byHand, ...missingLines(top, files.top, before)];
  // Where nothing was written this is a reminder, and no result.
  const stream = written.length === 0 ? process.stderr : process.stdout;
  if (missing.length > 0) stream.write(`\nBy hand:\n${missing.map((line) => `  ${line}\n`).join("")}`);
  if (written.length > 0)
    process.stdout.write(nextSteps(root, packageFolder, dependency.isNamed, isNew && options.example));
  return 0;
}

/** What to do next, as commands that work from here. */
function nextSteps(root: string, packageFolder: string, isNamed: boolean, hasExample: boolean): string {
  const call = callFor(root, installedProgram(root));
  const alias = isNamed || isOnPath() ? null : `alias inquest=${shellWord(`node ${shellWord(program())}`)}`;
  const steps = [
    ...(alias === null ? [] : [[alias, "this program, which is not on the PATH"] as const]),
    ...(isNamed && !existsSync(join(packageFolder, "node_modules"))
      ? ([[`npm ci${npmPrefix(packageFolder)}`, "install what the lock file names"]] as const)
      : []),
    [`${call} check`, hasExample ? "the example passes" : "what there is to correct"],
    [`${call} serve`, "look at it as a site while you write"],
    [`${call} new incident "What failed"`, "write your own"],
    [`${call} import DIR`, "bring the postmortems that you have"],
    [`${shown(root)}/README.md`, "what goes where"],
  ] as const;
  const width = Math.max(36, ...steps.map(([what]) => what.length));
  return `\nNext:\n${steps.map(([what, why]) => `  ${what.padEnd(width)} ${why}\n`).join("")}`;
}

/** The file that is running. */
function program(): string {
  return realpathSync(process.argv[1] ?? "");
}

/** Takes the example out: its documents, what they refer to, and what the README says of it. */
function removeExample(collection: NewFiles): void {
  for (const path of [...collection.keys()])
    if (/^(incidents|drills|evidence|catalog\/\w+)\/./.test(path) && path !== "evidence/.gitignore")
      collection.delete(path);
  const services = Buffer.from(collection.get("catalog/services.yaml") ?? []).toString("utf8");
  collection.set("catalog/services.yaml", Buffer.from(services.replace(/^services:\n.*/ms, "services: []\n")));
  const readme = Buffer.from(collection.get("README.md") ?? []).toString("utf8");
  const kept = readme
    .replace(/\nThe example and its drill .*\n/, "")
    .replace("Copy the example in `incidents/`, or run", "Run");
  collection.set("README.md", Buffer.from(kept));
}

/** Lets git ignore what is not to be committed. Lines that a `.gitignore` has are kept. */
function ignore(top: string): string[] {
  const path = join(top, ".gitignore");
  if (writeNew(path, `${IGNORED.join("\n")}\n`)) return [path];
  try {
    const text = readFileSync(path, "utf8");
    const names = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
    const lines = IGNORED.filter((line) => !names.has(line.replace("/", "")));
    if (lines.length === 0) return [];
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    appendFileSync(path, `${text === "" || text.endsWith("\n") ? "" : eol}${lines.map((line) => line + eol).join("")}`);
    return [path];
  } catch (error) {
    throw new EnvironmentFault(`Cannot write ${shown(path)}: ${reasonOf(error)}`);
  }
}

/** Where assistants look for what a repository teaches them: most of them in either folder, some in one. */
function skillPath(top: string): string {
  const hasOnlyAgents = existsSync(join(top, ".agents")) && !existsSync(join(top, ".claude"));
  return join(top, hasOnlyAgents ? ".agents" : ".claude", "skills", "write-postmortem", "SKILL.md");
}

/** @returns the absolute path of the skill, where it was written; one that is there already stays, unless it may be replaced */
function writeSkill(top: string, text: string, mayReplace: boolean): string[] {
  const path = skillPath(top);
  if (writeNew(path, text)) return [path];
  if (readFileSync(path, "utf8") === text) return [];
  if (!mayReplace) {
    process.stderr.write(`inquest: ${shown(path)} is there already and stays as it is; --force replaces it\n`);
    return [];
  }
  replaceFile(path, text);
  return [path];
}

/** What files that were there before lack, for the user to add. */
function missingLines(top: string, files: NewFiles, before: ReadonlySet<string>): string[] {
  const lacks = (path: string, text: string) =>
    before.has(path) && !readFileSync(join(top, path), "utf8").includes(text);
  const text = (path: string) => Buffer.from(files.get(path) ?? []).toString("utf8");
  const lines: string[] = [];
  const attribute = text(".gitattributes").trimEnd().split("\n").at(-1) ?? "";
  if (lacks(".gitattributes", attribute))
    lines.push(`add ${attribute} to .gitattributes: evidence is kept byte for byte`);
  if (lacks(".gitlab-ci.yml", ".gitlab/postmortems.yml"))
    lines.push("add to the include of .gitlab-ci.yml: {local: .gitlab/postmortems.yml}");
  if (lacks(".pre-commit-config.yaml", "inquest check"))
    lines.push("add to .pre-commit-config.yaml:", ...text(".pre-commit-config.yaml").trimEnd().split("\n").slice(1));
  return lines;
}

/** The top level of the repository that a folder is in, or will be in; without one the working directory, or the folder itself. */
function topFor(root: string): string {
  const top = repositoryOf(root);
  if (existsSync(join(top, ".git"))) return top;
  return `${root}${sep}`.startsWith(`${process.cwd()}${sep}`) ? process.cwd() : root;
}

/** A folder relative to the top level, with `/`. */
function inTop(folder: string, top: string): string {
  return relative(top, folder).split(sep).join("/") || ".";
}

/** @returns the absolute paths of what was written; what exists is kept */
function writeAll(folder: string, files: NewFiles): string[] {
  return [...files]
    .map(([path, bytes]) => [join(folder, path), bytes] as const)
    .filter(([path, bytes]) => writeNew(path, bytes))
    .map(([path]) => path);
}
