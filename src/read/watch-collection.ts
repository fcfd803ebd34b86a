import { realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { IGNORED_FOLDERS } from "./find-collection.js";

/** How often to look whether the folder is still the same one, in milliseconds: who watches a folder does not see it go. */
const LOOK_EVERY = 1000;

export interface Watching {
  /** Resolves when changes are seen. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches the folder of a collection and tells, file by file, of what changes in it; also when the folder itself is
 * removed or replaced, as a change of branches does. Links are not followed, dot files do not count.
 * @param root absolute path of the collection's folder
 * @param changed is called with the absolute path of what changed
 * @param failed is called where something cannot be watched
 */
export function watchCollection(
  root: string,
  changed: (path: string) => void,
  failed: (reason: string) => void,
): Watching {
  let folder = identityOf(root);
  let watcher = start();
  const ready = new Promise<void>((done) => watcher.once("ready", done));
  const looking = setInterval(() => {
    const now = identityOf(root);
    if (now === folder) return;
    folder = now;
    void watcher.close();
    // What is written while it starts is not seen, and so is looked for when it has.
    watcher = start().once("ready", () => changed(root));
    changed(root);
  }, LOOK_EVERY);
  return {
    ready,
    close: () => {
      clearInterval(looking);
      return watcher.close();
    },
  };

  function start(): FSWatcher {
    // The folder itself may be reached over a link; what lies in it may not.
    const real = realPathOf(root);
    return (
      watch(real, {
        ignored: (path) => path !== real && isIgnored(basename(path)),
        ignoreInitial: true,
        followSymlinks: false,
        // The folder is read anew after each change, so nothing is gained by waiting for what belongs together.
        atomic: false,
      })
        .on("all", (event, path) => {
          // One of the same name, and even the same number, may come in its place.
          if (event === "unlinkDir" && path === real) folder = "gone";
          changed(`${root}${path.slice(real.length)}`);
        })
        // A file that is put in the place of another one between two looks at its folder is told of in this way alone.
        .on("raw", (_, name: unknown, details) => {
          if (typeof name !== "string" || name === "" || isIgnored(basename(name))) return;
          const { watchedPath } = details as { watchedPath: string };
          const path = basename(watchedPath) === name ? watchedPath : join(watchedPath, name);
          changed(`${root}${path.slice(real.length)}`);
        })
        .on("error", (error) => failed(error instanceof Error ? error.message : String(error)))
    );
  }
}

/** What editors leave beside a file while they save it: the copies of many end so, and Vim tries a folder with 4913. */
const OF_EDITORS = /~$|^4913$/;

function isIgnored(name: string): boolean {
  return name.startsWith(".") || OF_EDITORS.test(name) || IGNORED_FOLDERS.has(name);
}

function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function identityOf(folder: string): string {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats === undefined ? "gone" : `${stats.dev} ${stats.ino} ${stats.birthtimeMs}`;
}
