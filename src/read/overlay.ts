import { compareText } from "../model/diagnostic.js";
import { type CollectionFiles, roleOfPath } from "./read-collection.js";

/**
 * Replaces files of a collection by the unsaved text of an editor. A file that is not on disk yet is added if its path
 * gives it a role.
 * @param overlay bytes by path, relative to the collection's folder, with `/`
 */
export function withOverlay(
  { files, unreadable }: CollectionFiles,
  overlay: ReadonlyMap<string, Uint8Array>,
): CollectionFiles {
  const onDisk = new Set(files.map(({ path }) => path));
  const added = [...overlay].flatMap(([path, bytes]) => {
    const file = onDisk.has(path) ? undefined : roleOfPath(path);
    return file ? [{ path, file, bytes }] : [];
  });
  const replaced = files.map((one) => ({ ...one, bytes: overlay.get(one.path) ?? one.bytes }));
  return {
    files: [...replaced, ...added].sort((a, b) => compareText(a.path, b.path)),
    unreadable: unreadable.filter(({ path }) => !overlay.has(path)),
  };
}
