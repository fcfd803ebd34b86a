import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import type { Theme } from "../model/theme.js";
import { isHidden, type WalkedFolder, walkFolder } from "./walk-folder.js";

/** The parts of `templates/` that make a theme. Anything else there is ignored. */
const THEME_PART = /^templates(?:$|\/(?:layouts|pages|partials|styles|assets)(?:$|\/))/;

/** Lists the theme of a collection. Links are listed and not followed. */
export function walkTheme(root: string): WalkedFolder {
  return walkFolder(root, "templates", { isSkipped: (path) => isHidden(path) || !THEME_PART.test(path) });
}

/** Whether a collection has a theme, even if nothing in it can be read. */
export function hasTheme(root: string): boolean {
  return walkTheme(root).entries.length > 0;
}

/**
 * Reads the `templates/` folder of a collection, with which its owner changes how the site looks. It is trusted like
 * code: nothing but `build` reads it. Links are not followed; `readCollection` reports them.
 * @param root absolute path of the collection's folder
 * @throws EnvironmentFault for what cannot be read
 */
export function readTheme(root: string): Theme {
  const { entries, unreadable } = walkTheme(root);
  const [fault] = unreadable;
  if (fault) throw new EnvironmentFault(`Cannot read ${join(root, fault.path)}: ${fault.reason}`);
  const files: OutputFile[] = entries
    .filter(({ type }) => type === "file")
    .map(({ path }) => ({ path: path.slice("templates/".length), content: read(join(root, path)) }));
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

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new EnvironmentFault(`Cannot read ${path}: ${reasonOf(error)}`);
  }
}
