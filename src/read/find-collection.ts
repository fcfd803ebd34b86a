import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { IGNORED_FOLDERS, SITE_MARKER } from "../model/generated-folders.js";

/**
 * Finds the collection: the first folder from `from` up to the git top level (or the file system's root) that has an
 * `inquest.yaml` or exactly one child folder with one.
 * @param root the folder given with --root; it must be a collection
 * @returns an absolute path
 * @throws EnvironmentFault where there is none, or several
 */
export function findCollection(from: string, root?: string): string {
  if (root !== undefined) {
    const folder = resolve(from, root);
    if (!isCollection(folder))
      throw new EnvironmentFault(`No inquest.yaml in ${root}: name the folder of a collection with --root`);
    return folder;
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (isCollection(folder)) return folder;
    const children = childFolders(folder).filter(
      (child) => isCollection(child) && !existsSync(join(child, SITE_MARKER)),
    );
    if (children.length === 1 && children[0] !== undefined) return children[0];
    if (children.length > 1)
      throw new EnvironmentFault(
        `Several collections below ${folder}: ${children.map((child) => child.slice(folder.length + 1)).join(", ")}; choose one with --root`,
      );
    if (isRepository(folder) || dirname(folder) === folder)
      throw new EnvironmentFault(
        `No collection found from ${resolve(from)} upwards: a collection is a folder with an inquest.yaml; name it with --root, or write one with inquest init`,
      );
  }
}

/** The top folder of the git repository around a folder, or the folder itself outside of one. Looks for `.git`; runs no git. */
export function repositoryOf(folder: string): string {
  for (let up = resolve(folder); ; up = dirname(up)) {
    if (isRepository(up)) return up;
    if (dirname(up) === up) return resolve(folder);
  }
}

/** Whether `.git` lies in a folder. */
export function isRepository(folder: string): boolean {
  return existsSync(join(folder, ".git"));
}

function isCollection(folder: string): boolean {
  return statSync(join(folder, "inquest.yaml"), { throwIfNoEntry: false })?.isFile() === true;
}

function childFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !IGNORED_FOLDERS.has(entry.name))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch {
    return [];
  }
}
