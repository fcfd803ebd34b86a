import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import { makeFolder } from "./make-folder.js";

/** What messages call the site, and the place that it will have. */
export interface Names {
  out: string;
  /** Default: "the site". */
  what?: string | undefined;
}

/** Puts the files of a site into a folder in which nobody looks for it yet. */
export class StagedFiles {
  readonly #folder: string;
  readonly #names: Names;
  readonly #folders = new Set<string>();

  constructor(folder: string, names: Names) {
    this.#folder = folder;
    this.#names = names;
  }

  /**
   * Two files with one path are refused: neither may silently win.
   * @throws EnvironmentFault where it cannot be written
   */
  put({ path, content }: OutputFile): void {
    if (!isInside(path)) throw new Error(`${JSON.stringify(path)} is not a path inside the site`);
    try {
      const file = join(this.#folder, path);
      const folder = dirname(file);
      if (!this.#folders.has(folder)) makeFolder(folder);
      this.#folders.add(folder);
      // Handing a small file to another thread takes longer than writing it.
      writeFileSync(file, content, { flag: "wx" });
    } catch (error) {
      throw writeFault(error, this.#names);
    }
  }
}

/** An error of the system as a fault that says what could not be written where; any other error as it is. */
export function writeFault(error: unknown, { out, what = "the site" }: Names): unknown {
  if (error instanceof EnvironmentFault || (error as NodeJS.ErrnoException).code === undefined) return error;
  return new EnvironmentFault(`Cannot write ${what} to ${out}: ${reasonOf(error)}; what was there is untouched`);
}

/** Whether a path stays inside its folder on every system. */
function isInside(path: string): boolean {
  return path !== "" && !/^\/|[\\:]/.test(path) && !path.split("/").includes("..");
}
