import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isCatalogFile, type LockedSource, type SourceSnapshot } from "../model/repository-source.js";
import { userCacheFolder } from "./cache-folder.js";

const FORMAT = 1;
const DAY_MS = 24 * 60 * 60 * 1000;
/** States that no update has seen for so long are dropped. */
const MAX_UNUSED_DAYS = 90;
const NAME = /^[0-9a-f]{40}\.source$/;
/** A header names every file, so it is bounded by how many there may be. */
const MAX_HEADER_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/** What names the files of one commit, wherever it was fetched from. */
type Key = Pick<LockedSource, "commit" | "folder">;

interface Header extends Omit<SourceSnapshot, "files"> {
  format: number;
  files: { path: string; size: number }[];
  /** SHA-256 of the catalogs, and of everything. */
  catalogs: string;
  all: string;
}

/** What a source declares, and the names of its documents, whose text was not read. */
export interface SourceDeclarations extends SourceSnapshot {
  documents: readonly string[];
}

/**
 * The files of sources, one file for each commit. Git is not needed to read them, and nothing of a repository but the text of
 * its collection is kept. A file that is not what was written counts as absent.
 */
export class SourceStore {
  /** @param folder where the files are; `work` lies in it while something is fetched */
  constructor(readonly folder: string) {}

  has(key: Key): boolean {
    return existsSync(this.#path(key));
  }

  /** All of it; null where it is not there. */
  read(key: Key): SourceSnapshot | null {
    return this.#open(key, (_, header, start) => {
      const bytes = readFileSync(this.#path(key)).subarray(start);
      return sha256(bytes) === header.all ? { ...header, files: cut(header.files, bytes) } : null;
    });
  }

  /** What it declares, without reading documents; null where it is not there. */
  readDeclarations(key: Key): SourceDeclarations | null {
    return this.#open(key, (file, header, start) => {
      const files = header.files.filter(({ path }) => isCatalogFile(path));
      const bytes = Buffer.alloc(files.reduce((sum, { size }) => sum + size, 0));
      readSync(file, bytes, 0, bytes.length, start);
      if (sha256(bytes) !== header.catalogs) return null;
      const documents = header.files.map(({ path }) => path).filter((path) => !isCatalogFile(path));
      return { ...header, files: cut(files, bytes), documents };
    });
  }

  /** @throws what the system says where it cannot be written */
  write(snapshot: SourceSnapshot): void {
    const catalogs = snapshot.files.filter(({ path }) => isCatalogFile(path));
    const files = [...catalogs, ...snapshot.files.filter(({ path }) => !isCatalogFile(path))];
    const all = Buffer.concat(files.map(({ bytes }) => bytes));
    const length = catalogs.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const header: Header = {
      format: FORMAT,
      commit: snapshot.commit,
      folder: snapshot.folder,
      time: snapshot.time,
      parents: snapshot.parents,
      notes: snapshot.notes,
      files: files.map(({ path, bytes }) => ({ path, size: bytes.length })),
      catalogs: sha256(all.subarray(0, length)),
      all: sha256(all),
    };
    this.#makeFolder();
    const unfinished = join(this.folder, `${randomBytes(8).toString("hex")}.part`);
    try {
      writeFileSync(unfinished, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), all]), { mode: 0o600 });
      renameSync(unfinished, this.#path(snapshot));
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  }

  /** Uses a new folder in which a repository can be fetched, and removes it. */
  async withWorkFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
    this.#makeFolder();
    const folder = join(this.folder, `${randomBytes(8).toString("hex")}.work`);
    mkdirSync(folder, { mode: 0o700 });
    try {
      return await use(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** Drops what no update has used for long, and what one that was killed left behind. */
  tidy(used: readonly Key[], now: Date): void {
    for (const key of used) if (this.has(key)) utimesSync(this.#path(key), now, now);
    if (!existsSync(this.folder)) return;
    for (const name of readdirSync(this.folder)) {
      const path = join(this.folder, name);
      const age = now.getTime() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime());
      const isLeft = /^[0-9a-f]{16}\.(?:part|work)$/.test(name) && age > DAY_MS;
      if (isLeft || (NAME.test(name) && age > MAX_UNUSED_DAYS * DAY_MS)) rmSync(path, { recursive: true, force: true });
    }
  }

  #makeFolder(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  #path({ commit, folder }: Key): string {
    return join(this.folder, `${sha256(Buffer.from(`${commit}\n${folder}`)).slice(0, 40)}.source`);
  }

  #open<T>(key: Key, use: (file: number, header: Header, start: number) => T | null): T | null {
    let file: number;
    try {
      file = openSync(this.#path(key), "r");
    } catch {
      return null;
    }
    try {
      const read = readHeader(file);
      if (read === null || read.header.format !== FORMAT || read.header.commit !== key.commit) return null;
      return use(file, read.header, read.start);
    } catch {
      return null;
    } finally {
      closeSync(file);
    }
  }
}

function readHeader(file: number): { header: Header; start: number } | null {
  const chunks: Buffer[] = [];
  for (let length = 0; length < MAX_HEADER_BYTES; ) {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const read = readSync(file, chunk, 0, CHUNK_BYTES, length);
    if (read === 0) return null;
    const end = chunk.subarray(0, read).indexOf(10);
    chunks.push(chunk.subarray(0, end < 0 ? read : end));
    if (end >= 0) return { header: JSON.parse(Buffer.concat(chunks).toString()), start: length + end + 1 };
    length += read;
  }
  return null;
}

function cut(files: readonly { path: string; size: number }[], bytes: Buffer): SourceSnapshot["files"] {
  let at = 0;
  return files.map(({ path, size }) => {
    at += size;
    return { path, bytes: bytes.subarray(at - size, at) };
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The store of the user who runs this. */
export function userSourceStore(): SourceStore {
  return new SourceStore(join(userCacheFolder(process.env), "sources"));
}
