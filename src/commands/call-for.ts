import { existsSync } from "node:fs";
import { delimiter, dirname, join, relative, sep } from "node:path";
import { findCollection, isRepository } from "../read/find-collection.js";
import { shellWord } from "../util/shell-word.js";
import { shown } from "./context.js";
import { namesInquest } from "./init/add-dependency.js";

/**
 * How to call the program for a collection from here, for a command that is printed: with `--root` where the collection is not
 * the one found by default.
 * @param program how a shell here finds the program; default: by its name where that is on the PATH, else as installed
 */
export function callFor(root: string, program: string = isOnPath() ? "inquest" : installedProgram(root)): string {
  try {
    if (findCollection(process.cwd()) === root) return program;
  } catch {
    // No collection is found by default, or several.
  }
  return `${program} --root ${shellWord(shown(root))}`;
}

/** The program that npm installs for a collection, as a command; its bare name where no `package.json` names it. */
export function installedProgram(root: string): string {
  const folder = namingFolder(root);
  return folder === null ? "inquest" : `npx --no-install${npmPrefix(folder)} inquest`;
}

/** The option that lets npm work in a folder; empty where it does so from here. */
export function npmPrefix(folder: string): string {
  const isBelow = relative(folder, process.cwd()).split(sep)[0] !== "..";
  return isBelow ? "" : ` --prefix ${shellWord(shown(folder))}`;
}

/** Whether a shell finds `inquest`. npm and npx put folders on the path for what they run, which a shell does not know. */
export function isOnPath(): boolean {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => !/node_modules.\.bin$/.test(folder));
  return folders.some((folder) => ["inquest", "inquest.cmd"].some((name) => existsSync(join(folder, name))));
}

/** The nearest folder whose `package.json` names inquest, from a collection up to the top of its repository; null for none. */
function namingFolder(root: string): string | null {
  for (let up = root; ; up = dirname(up)) {
    if (isNamedIn(up)) return up;
    if (isRepository(up) || dirname(up) === up) return null;
  }
}

/** A `package.json` that cannot be read names nothing: what was done is reported all the same. */
function isNamedIn(folder: string): boolean {
  try {
    return namesInquest(join(folder, "package.json"));
  } catch {
    return false;
  }
}
