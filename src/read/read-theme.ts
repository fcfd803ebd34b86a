import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { compareText } from "../model/diagnostic.js";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import type { Theme } from "../model/theme.js";

/**
 * Reads the `templates/` folder of a collection, with which its owner changes how the site looks. It is trusted like
 * code: nothing but `build` reads it. Links are not followed.
 * @param root absolute path of the collection's folder
 */
export function readTheme(root: string): Theme {
  const folder = join(root, "templates");
  const files: OutputFile[] = list(folder)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((full) => ({ path: relative(folder, full).split(sep).join("/"), content: read(full) }))
    .sort((a, b) => compareText(a.path, b.path));
  const textsOf = (pattern: RegExp) =>
    files
      .filter(({ path }) => pattern.test(path))
      .map(({ path, content }): [string, string] => [path, Buffer.from(content).toString("utf8")]);
  return {
    templates: new Map(textsOf(/^(?:layouts|pages|partials)\/.*\.hbs$/)),
    styles: textsOf(/^styles\/[^/]+\.css$/).map(([, text]) => text),
    assets: files.filter(({ path }) => path.startsWith("assets/")),
  };
}

function list(folder: string): Dirent[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const isHidden = ({ name, parentPath }: Dirent) =>
    [...relative(folder, parentPath).split(sep), name].some((part) => part.startsWith("."));
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter(
    (entry) => entry.isFile() && !isHidden(entry),
  );
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new EnvironmentFault(`Cannot read ${path}: ${reasonOf(error)}`);
  }
}
