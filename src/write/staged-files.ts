import { createHash, type Hash, hash, randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";
import { inPieces, type OutputFile } from "../model/page.js";
import { Gate } from "./gate.js";
import { makeFolder } from "./make-folder.js";
import { findFile, linkOrCopy } from "./take-over.js";

/** What messages call the site, and the place that it will have. */
export interface Names {
  out: string;
  /** Default: "the site". */
  what?: string | undefined;
}

/** Where the site is until it is in its place. Can be sent to another thread. */
export interface Staging extends Names {
  folder: string;
  /** Of a `Gate`, which is closed before the folder is removed. */
  gate: SharedArrayBuffer;
  /** The folder of the earlier site; null: there is none. */
  earlier: string | null;
}

/** Puts the files of a site into such a folder. */
export class StagedFiles {
  readonly #staging: Staging;
  readonly #gate: Gate;
  readonly #folders = new Set<string>();
  /** Of a file of which a piece is to come. */
  #hash: Hash | null = null;
  #permissions: number | undefined;

  constructor(staging: Staging) {
    this.#staging = staging;
    this.#gate = new Gate(staging.gate);
  }

  /**
   * Two files with one path are refused: neither may silently win.
   * @returns the SHA-256 of its bytes, in hex; null where another piece of it is to come
   * @throws EnvironmentFault where it cannot be written
   */
  put({ path, content, isContinued }: OutputFile): string | null {
    if (!isInside(path)) throw new Error(`${JSON.stringify(path)} is not a path inside the site`);
    try {
      // Handing a small file to another thread takes longer than writing it.
      this.#gate.pass(() => writeFileSync(this.#place(path), content, { flag: this.#hash === null ? "wx" : "a" }));
    } catch (error) {
      throw writeFault(error, this.#staging);
    }
    if (this.#hash === null && !isContinued) return hash("sha256", content);
    const whole = (this.#hash ?? createHash("sha256")).update(content);
    this.#hash = isContinued ? whole : null;
    return isContinued ? null : whole.digest("hex");
  }

  /**
   * Puts files of the earlier site in, if all of them still have these bytes, and the permissions of new ones.
   * @param hashes the SHA-256 of each, in hex, by path
   * @param look sees them when they are there
   * @returns whether they are there; otherwise none of them is
   * @throws EnvironmentFault where they cannot be written
   */
  takeOver(hashes: ReadonlyMap<string, string>, look: ((file: OutputFile) => void) | null = null): boolean {
    const site = this.#staging.earlier;
    if (site === null) return false;
    const permissions = this.#permissionsOfNew();
    for (const [path, expected] of hashes) {
      const file = isInside(path) ? findFile(`${site}/${path}`) : null;
      if (file?.hash !== expected || file.permissions !== permissions) return false;
    }
    const placed: string[] = [];
    try {
      for (const path of hashes.keys()) {
        this.#gate.pass(() => {
          const place = this.#place(path);
          linkOrCopy(`${site}/${path}`, place);
          placed.push(place);
        });
      }
    } catch (error) {
      for (const place of placed) rmSync(place, { force: true });
      // Another build has replaced the site meanwhile.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw writeFault(error, this.#staging);
    }
    if (look !== null)
      for (const path of hashes.keys())
        for (const piece of readInPieces(path, join(this.#staging.folder, path))) look(piece);
    return true;
  }

  /** They depend on the file system, so that one is made and removed, perhaps by two threads at once. */
  #permissionsOfNew(): number | undefined {
    this.#gate.pass(() => {
      if (this.#permissions !== undefined) return;
      const probe = this.#place(`.${randomUUID()}`);
      writeFileSync(probe, "");
      this.#permissions = findFile(probe)?.permissions;
      rmSync(probe);
    });
    return this.#permissions;
  }

  #place(path: string): string {
    // To join thousands of paths with `join` takes as long as to read the files.
    const file = `${this.#staging.folder}/${path}`;
    const folder = file.slice(0, file.lastIndexOf("/"));
    if (!this.#folders.has(folder)) makeFolder(folder);
    this.#folders.add(folder);
    return file;
  }
}

/** An error of the system as a fault that says what could not be written where; any other error as it is. */
export function writeFault(error: unknown, { out, what = "the site" }: Names): unknown {
  if (error instanceof EnvironmentFault || (error as NodeJS.ErrnoException).code === undefined) return error;
  return new EnvironmentFault(`Cannot write ${what} to ${out}: ${reasonOf(error)}; what was there is untouched`);
}

/** A file that is there; one of data in pieces, as when it was made, since it may be large. @param file where it is */
function* readInPieces(path: string, file: string): Generator<OutputFile> {
  if (/\.(?:json|csv)$/.test(path)) yield* inPieces(path, textOf(file));
  else yield { path, content: readFileSync(file) };
}

const BYTES_PER_READ = 64 * 1024;

function* textOf(file: string): Generator<string> {
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.alloc(BYTES_PER_READ);
  const opened = openSync(file, "r");
  try {
    for (let bytes = readSync(opened, buffer); bytes > 0; bytes = readSync(opened, buffer))
      yield decoder.write(buffer.subarray(0, bytes));
    yield decoder.end();
  } finally {
    closeSync(opened);
  }
}

/** Whether a path stays inside its folder on every system. */
function isInside(path: string): boolean {
  return path !== "" && !/^\/|[\\:]/.test(path) && !path.split("/").includes("..");
}
