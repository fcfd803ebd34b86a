import { createHash } from "node:crypto";
import type { OutputFile } from "../../../model/page.js";
import type { Theme } from "../../../model/theme.js";

const STYLESHEET = "assets/style.css";

/** In digits of the hash in a name: enough that no two versions of a file share one. */
const HASH_LENGTH = 8;

/** The files of the site with what a collection puts in their place; its styles come after those of the site. */
export function themedAssets(assets: readonly OutputFile[], theme: Theme): OutputFile[] {
  const replaced = new Map([...assets, ...theme.assets].map((asset): [string, OutputFile] => [asset.path, asset]));
  const style = replaced.get(STYLESHEET);
  if (style !== undefined && theme.styles.length > 0)
    replaced.set(STYLESHEET, { path: STYLESHEET, content: [style.content, ...theme.styles].map(String).join("\n") });
  return [...replaced.values()];
}

/** Files that browsers may keep for ever, and their names by the names that templates use. */
export interface HashedAssets {
  files: OutputFile[];
  names: ReadonlyMap<string, string>;
}

/**
 * Gives files names with a hash of their content, `assets/style.1a2b3c4d.css`.
 * @param isNamed the paths that templates name by the helper `url`; others are named by stylesheets, so they keep their names
 * @param keepPlain whether the files are there under their plain names too, for what names them without the helper
 */
export function hashedAssets(
  assets: readonly OutputFile[],
  isNamed: (path: string) => boolean,
  keepPlain: boolean,
): HashedAssets {
  const names = new Map<string, string>();
  const files = assets.flatMap((asset) => {
    if (!isNamed(asset.path)) return [asset];
    const hash = createHash("sha256").update(asset.content).digest("hex").slice(0, HASH_LENGTH);
    const path = asset.path.replace(/\.[^.]+$/, (extension) => `.${hash}${extension}`);
    names.set(asset.path, path);
    return keepPlain ? [asset, { ...asset, path }] : [{ ...asset, path }];
  });
  return { files, names };
}
