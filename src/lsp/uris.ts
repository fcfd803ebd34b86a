import { relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The path that a URI names; null for what is no file of this machine. */
export function pathOf(uri: string): string | null {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

/** The URI of a file of a collection. */
export function uriOf(root: string, path: string): string {
  return pathToFileURL(resolve(root, path)).href;
}

/** A path relative to a collection's folder, with `/`; null where it leads out of it. */
export function within(root: string, path: string): string | null {
  const inside = relative(root, path).split(sep).join("/");
  return inside === ".." || inside.startsWith("../") || resolve(root, inside) !== resolve(path) ? null : inside;
}
