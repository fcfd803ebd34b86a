import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { repositoryState } from "../git/repository-state.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { hasNativeParser } from "../pipeline/check.js";
import { type Checked, sourceStates } from "../pipeline.js";
import { repositoryOf } from "../read/find-collection.js";
import { oldestNode, packageName, packageVersion } from "../read/package-info.js";
import { lockedPackage, packageOrigin } from "../read/package-origin.js";
import { count } from "../reporters/report.js";
import { plural } from "../util/plural.js";
import { callFor } from "./call-for.js";
import { checkToday } from "./checked.js";
import { collectionRoot, type GlobalOptions, shown } from "./context.js";
import { namesInquest, packageFolderOf } from "./init/add-dependency.js";

/** One line of what `doctor` prints. */
interface Finding {
  name: string;
  text: string;
  /** What is off: `note` where commands still work, `content` and `environment` as the exit codes 1 and 2 have it. */
  off?: { level: "note" | "content" | "environment"; hint: string };
}

/** `inquest doctor`: what the program runs on, and what is off. Exit code 1 for a fault in `inquest.yaml`, 2 for one around it. */
export function addDoctor(program: Command, exit: (code: number) => void): void {
  program
    .command("doctor")
    .description("say which versions run here, and what is off")
    .addHelpText("after", "\nExamples:\n  inquest doctor\n  inquest --root docs/postmortems doctor")
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

async function run(options: GlobalOptions): Promise<number> {
  const findings = [programFinding(), nodeFinding(), markdownFinding()];
  const root = rootOf(options);
  findings.push(...(await gitFindings(typeof root === "string" ? root : process.cwd())));
  if (typeof root === "string") {
    const checked = await checkToday(root);
    findings.push(
      ...collectionFindings(root, checked),
      ...(await sourceFindings(root, checked)),
      dependencyFinding(root),
    );
  } else findings.push(root);
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, text }) => `${name.padEnd(width)}  ${text}\n`);
  const off = findings.filter((finding) => finding.off);
  const hints = off.map(({ name, off }) => `  ${name}: ${off?.hint}\n`);
  process.stdout.write(
    `${lines.join("")}\n${off.length === 0 ? "Nothing is off\n" : `What is off:\n${hints.join("")}`}`,
  );
  const levels = off.map((finding) => finding.off?.level);
  if (levels.includes("environment")) return 2;
  return levels.includes("content") ? 1 : 0;
}

/** The collection's folder, or what stands in the way of finding it. */
function rootOf(options: GlobalOptions): string | Finding {
  try {
    return collectionRoot(options);
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    return { name: "Collection", text: "not found", off: { level: "environment", hint: error.message } };
  }
}

function programFinding(): Finding {
  const origin = packageOrigin();
  const from = {
    registry: "from a registry",
    git: "from a git commit",
    url: "from an address",
    tarball: "from a tarball",
    checkout: "from a checkout",
    unknown: "npm has no record of where from",
  }[origin.kind];
  return { name: "inquest", text: `${packageVersion()}, ${from}` };
}

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode().split(".").map(Number);
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  const text = process.versions.node;
  if (!isOld) return { name: "Node.js", text };
  return { name: "Node.js", text, off: { level: "environment", hint: `install ${oldestNode()} or newer` } };
}

function markdownFinding(): Finding {
  const name = "Markdown";
  if (hasNativeParser) return { name, text: "native parser" };
  const hint =
    "large collections take longer; install without --omit=optional, on a platform that the package satteri has";
  return { name, text: "parser in JavaScript", off: { level: "note", hint } };
}

async function gitFindings(folder: string): Promise<Finding[]> {
  const { git, trouble } = await repositoryState(folder);
  const noHistory = "rules about earlier versions find nothing";
  if (git === null) {
    const hint = `${trouble?.remedy}: without git ${noHistory}`;
    const text = trouble?.trouble === "missing" ? "not found" : (trouble?.what ?? "");
    return [{ name: "git", text, off: { level: "note", hint } }];
  }
  const top = shown(repositoryOf(folder));
  const text = {
    missing: "none",
    hangs: `${top}, and git gives no answer`,
    refused: `${top}, owned by another user`,
    "no-repository": "none",
    "no-commit": `${top}, without a commit`,
    shallow: `${top}, a shallow clone`,
    corrupt: `${top}, and git cannot read it`,
    none: `${top}, with its history`,
  }[trouble?.trouble ?? "none"];
  const hint = `${trouble?.trouble === "no-repository" ? "without git " : ""}${noHistory}; ${trouble?.remedy}`;
  const isOff = trouble !== null && trouble.trouble !== "no-commit";
  return [
    { name: "git", text: git },
    { name: "Repository", text, ...(isOff ? { off: { level: "note", hint } as const } : {}) },
  ];
}

function collectionFindings(root: string, checked: Checked): Finding[] {
  const { errors, warnings } = count(checked.diagnostics);
  const check = `${callFor(root)} check`;
  const collection: Finding = {
    name: "Collection",
    text: `${shown(root)}, ${plural(checked.files, "file")}, ${plural(errors, "error")}, ${plural(warnings, "warning")}`,
  };
  if (errors > 0) collection.off = { level: "note", hint: `${check} lists the errors` };
  const [unreadable] = checked.unreadable;
  if (unreadable) {
    const hint = `cannot read ${shown(resolve(root, unreadable.path))}: ${unreadable.reason}`;
    collection.off = { level: "environment", hint };
  }
  const config: Finding = { name: "Settings", text: `${shown(join(root, "inquest.yaml"))}, valid` };
  const [fault] = checked.diagnostics.filter(({ file, severity }) => file === "inquest.yaml" && severity === "error");
  if (fault) {
    config.text = `${shown(join(root, "inquest.yaml"))}, with errors`;
    config.off = { level: "content", hint: `line ${fault.line}: ${fault.message}; ${check} lists all` };
  }
  return [collection, config];
}

/** Nothing where `inquest.yaml` names no sources. */
async function sourceFindings(root: string, { collection }: Checked): Promise<Finding[]> {
  const { named, readable, trouble, isFault } = await sourceStates(root, collection);
  if (named === 0) return [];
  const text = `${readable} of ${named} can be read`;
  if (trouble === null) return [{ name: "Sources", text }];
  return [{ name: "Sources", text, off: { level: isFault ? "environment" : "note", hint: trouble } }];
}

/** Whether CI gets the program that runs here. */
function dependencyFinding(root: string): Finding {
  const name = "Dependency";
  const top = repositoryOf(root);
  const folder = packageFolderOf(root, top);
  const manifest = join(folder, "package.json");
  if (packageOrigin().kind === "checkout" && !namesInquest(manifest))
    return { name, text: "none: this program runs from a checkout" };
  if (!namesInquest(manifest)) {
    const hint = `no package.json names ${packageName()}, so CI cannot install it; inquest init writes that`;
    return { name, text: "none", off: { level: "note", hint } };
  }
  const lockFile = join(
    folder,
    existsSync(join(folder, "npm-shrinkwrap.json")) ? "npm-shrinkwrap.json" : "package-lock.json",
  );
  const install = `run npm install in ${shown(folder)}`;
  const locked = lockedPackage(lockFile, packageName());
  if (locked === null) {
    const hint = `npm ci needs a lock file that names it; ${install}`;
    return { name, text: `${shown(manifest)}, not locked`, off: { level: "environment", hint } };
  }
  const text = `${shown(lockFile)}, ${locked.version}`;
  if (locked.version !== packageVersion()) {
    const hint = `this program is ${packageVersion()}, CI installs ${locked.version}; run npm ci in ${shown(folder)}, and inquest with npx --no-install`;
    return { name, text, off: { level: "environment", hint } };
  }
  const path = locked.resolved?.startsWith("file:") ? resolve(folder, locked.resolved.slice("file:".length)) : top;
  if (relative(top, path).split(sep)[0] === "..") {
    const hint = `it is installed from ${shown(path)}, outside of the repository, where CI has no such file; move the tarball into the repository, and name it there`;
    return { name, text, off: { level: "environment", hint } };
  }
  return { name, text };
}
