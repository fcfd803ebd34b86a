import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { EnvironmentFault, reasonOf } from "../../model/environment-fault.js";
import { packageName, packageVersion } from "../../read/package-info.js";
import { packageOrigin, type UnrecordedOrigin } from "../../read/package-origin.js";
import { shellWord } from "../../util/shell-word.js";
import { writeNew } from "../../write/write-new.js";
import { shown } from "../context.js";

/** Lock files of package managers other than npm: what npm writes beside them would contradict them. */
const OTHER_LOCK_FILES = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

/** What was done for `npm ci` to install the same inquest everywhere. */
export interface AddedDependency {
  /** Absolute paths of what was written. */
  written: string[];
  /** Whether a `package.json` names inquest now. */
  isNamed: boolean;
  /** What is left to the user, as lines of text; none where all is done. */
  byHand: string[];
}

/** The folder whose `package.json` names inquest: the repository's own where npm keeps it, else the collection's. */
export function packageFolderOf(root: string, top: string): string {
  const usesNpm = !OTHER_LOCK_FILES.some((name) => existsSync(join(top, name)));
  return existsSync(join(top, "package.json")) && usesNpm ? top : root;
}

/**
 * Makes inquest an exact dependency with a lock file, taken from where the running program came from. A `package.json` that
 * names inquest already is kept.
 */
export function addDependency(folder: string): AddedDependency {
  const manifest = join(folder, "package.json");
  const isNamed = namesInquest(manifest);
  if (isNamed && hasLockFile(folder)) return { written: [], isNamed, byHand: [] };
  if (isNamed) return lock(folder, [], []);
  const origin = packageOrigin();
  if ("folder" in origin) return { written: [], isNamed: false, byHand: explain(origin, folder) };
  const written: string[] = [];
  const spec = origin.kind === "tarball" ? tarballIn(folder, origin.path, written) : origin.spec;
  const start = { private: true, dependencies: { [packageName()]: spec } };
  if (writeNew(manifest, `${JSON.stringify(start, null, 2)}\n`)) return lock(folder, [], [...written, manifest]);
  const named = origin.kind === "registry" ? `${packageName()}@${spec}` : spec;
  return lock(folder, ["--save-dev", "--save-exact", named], written);
}

/** Whether a `package.json` names inquest as a dependency of any sort. */
export function namesInquest(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  try {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(manifest, "utf8"));
    return packageName() in { ...dependencies, ...devDependencies, ...optionalDependencies };
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not valid JSON" : reasonOf(error);
    throw new EnvironmentFault(`Cannot read ${shown(manifest)}: ${reason}`);
  }
}

function hasLockFile(folder: string): boolean {
  return existsSync(join(folder, "package-lock.json")) || existsSync(join(folder, "npm-shrinkwrap.json"));
}

/**
 * Keeps a tarball in the repository, where CI finds it as well.
 * @returns what a `package.json` in the folder says for it
 */
function tarballIn(folder: string, path: string, written: string[]): string {
  const inside = relative(folder, path).split(sep);
  if (inside[0] !== ".." && inside[0] !== "node_modules") return `file:${inside.join("/")}`;
  const copy = join(folder, basename(path));
  if (!existsSync(copy)) {
    copyFileSync(path, copy);
    written.push(copy);
  }
  return `file:${basename(path)}`;
}

/** Lets npm write the lock file, and the dependency into a `package.json` that was there before. No script runs, nothing is installed. */
function lock(folder: string, save: readonly string[], written: string[]): AddedDependency {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"];
  const { status, stderr, error } = spawnSync("npm", ["install", "--package-lock-only", ...quiet, ...save], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    // npm is a script on Windows, which needs a shell; what it takes as words stands here.
    shell: process.platform === "win32",
  });
  const manifest = join(folder, "package.json");
  if (status === 0 && hasLockFile(folder)) {
    const saved = save.length > 0 ? [manifest] : [];
    return { written: [...written, ...saved, join(folder, "package-lock.json")], isNamed: true, byHand: [] };
  }
  const reason = error ? reasonOf(error) : (/npm error (?!code )(.*)/.exec(stderr)?.[1] ?? `exit code ${status}`);
  return {
    written,
    isNamed: namesInquest(manifest),
    byHand: [
      `CI needs a lock file, and npm could not write it: ${reason}. Run, in ${shown(folder)}:`,
      `  npm install ${save.map(shellWord).join(" ")}`.trimEnd(),
    ],
  };
}

/** How to get the dependency where nothing says where this program can be had again. */
function explain(origin: UnrecordedOrigin, folder: string): string[] {
  const tarball = `${packageName().replace("@", "").replace("/", "-")}-${packageVersion()}.tgz`;
  const from =
    origin.kind === "checkout" ? "This program runs from a checkout" : "How this program was installed is not recorded";
  const pack = `npm pack ${shellWord(origin.folder)} --pack-destination ${shellWord(shown(folder))}`;
  const install = "npm install --prefix . --save-dev --save-exact";
  return [
    `${from}, so CI does not know yet where to get it. Name it in ${shown(join(folder, "package.json"))}, with a lock file:`,
    ...(origin.kind === "checkout" ? [`  ${pack}`] : []),
    `  cd ${shellWord(shown(folder))} && ${install} ${origin.kind === "checkout" ? `./${tarball}` : "VERSION, TARBALL OR GIT COMMIT"}`,
  ];
}
