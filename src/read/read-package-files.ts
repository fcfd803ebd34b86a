import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { walkFolder } from "./walk-folder.js";

/**
 * Reads the files below a folder that comes with this package.
 * @param folder absolute path
 * @param isWanted gets a path relative to the folder, with `/`
 * @returns bytes by that path, sorted by path
 * @throws EnvironmentFault for a link, which no package holds, and for what cannot be read
 */
export function readPackageFiles(
  folder: string,
  isWanted: (path: string) => boolean = () => true,
): Map<string, Buffer> {
  const { entries, unreadable } = walkFolder(folder, ".");
  const [fault] = unreadable;
  if (fault) throw damaged(join(folder, fault.path), fault.reason);
  const link = entries.find(({ type }) => type === "link");
  if (link) throw damaged(join(folder, link.path), "it is a link, and links are not followed");
  const paths = entries.flatMap(({ path, type }) => (type === "file" && isWanted(path) ? [path] : []));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

function damaged(path: string, reason: string): EnvironmentFault {
  return new EnvironmentFault(`Cannot read ${path}: ${reason}. Install inquest again`);
}
