import { readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { IGNORED_FOLDERS } from "../model/generated-folders.js";

/** A watcher does not report that its folder was replaced, so this is polled, in milliseconds. */
const FOLDER_CHECK_MS = 1000;

export interface Watching {
  /** Resolves when the watcher reports changes. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches the folder of a collection and reports each changed file, and also when the folder itself is removed or
 * replaced, as by a change of branches. Links are not followed, and dot files are ignored.
 * @param root absolute path of the collection's folder
 * @param changed gets the absolute path of a changed file or folder
 * @param failed gets the reason when something cannot be watched
 */
export function watchCollection(
  root: string,
  changed: (path: string) => void,
  failed: (reason: string) => void,
): Watching {
  let folder = identityOf(root);
  let watcher = start();
  const ready = new Promise<void>((done) => watcher.once("ready", done));
  const folderCheck = setInterval(() => {
    const now = identityOf(root);
    if (now === folder) return;
    folder = now;
    void watcher.close();
    // Changes during the start are not reported, so the folder is read again after it.
    watcher = start().once("ready", () => changed(root));
    changed(root);
  }, FOLDER_CHECK_MS);
  return {
    ready,
    close: () => {
      clearInterval(folderCheck);
      return watcher.close();
    },
  };

  function start(): FSWatcher {
    // The folder itself may be a link; links in it are not followed.
    const real = realPathOf(root);
    return (
      watch(real, {
        ignored: (path) => path !== real && isIgnored(basename(path)),
        ignoreInitial: true,
        followSymlinks: false,
        // Pairing deletions with creations would only delay: the whole folder is read again after a change.
        atomic: false,
      })
        .on("all", (event, path) => {
          // The new folder may even have the same inode.
          if (event === "unlinkDir" && path === real) folder = "gone";
          changed(`${root}${path.slice(real.length)}`);
        })
        // The only event for a file that is replaced between two listings of its folder.
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

/** Temporary files of editors: backup copies end with ~, and Vim creates 4913 to test whether it may write. */
const EDITOR_FILE = /~$|^4913$/;

function isIgnored(name: string): boolean {
  return name.startsWith(".") || EDITOR_FILE.test(name) || IGNORED_FOLDERS.has(name);
}

function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** Changes when the folder is replaced, and when a link in it is: a watcher overlooks the folder in the place of a link. */
function identityOf(folder: string): string {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder);
    const links = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
    const names = links.map(({ name }) => name).sort();
    return [dev, ino, birthtimeMs, ...names].join("/");
  } catch {
    return "gone";
  }
}
