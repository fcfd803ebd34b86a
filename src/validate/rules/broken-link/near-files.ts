import { basename } from "node:path/posix";
import type { EvidenceFiles } from "../../../model/evidence-files.js";
import { memoize } from "../../../util/memoize.js";
import { closest } from "../../ids/suggest.js";

/** More names than these are not searched for one that is alike. */
const MAX_COMPARED_FILES = 200;

/** Finds what a link to nothing may have meant: documents, and the attachments of one. */
export class NearFiles {
  readonly #documents: ReadonlyMap<string, unknown>;
  readonly #evidence: EvidenceFiles;
  /** The same of attachments, by the folder below `evidence/`; read when a link first leads to nothing. */
  #attachments: Map<string, Map<string, string>> | undefined;

  /** @param documents by path */
  constructor(documents: ReadonlyMap<string, unknown>, evidence: EvidenceFiles) {
    this.#documents = documents;
    this.#evidence = evidence;
  }

  /**
   * The path of the file that is named like the end of `path`, or nearly so.
   * @param id of the document with the link, whose attachments are looked at, beside those of the folder in the path
   */
  find(path: string, id: string): string | undefined {
    const name = basename(path);
    const folder = /^evidence\/([^/]+)\//.exec(path)?.[1] ?? id;
    const attachments = new Map([...this.#attachmentsOf(id), ...this.#attachmentsOf(folder)]);
    const documents = pathsByName(this.#documents);
    const exact = documents.get(name) ?? documents.get(`${name}.md`) ?? attachments.get(name);
    if (exact !== undefined) return exact;
    const near = closest(name, [...this.#comparable(name), ...attachments.keys()]);
    return near === undefined ? undefined : (attachments.get(near) ?? documents.get(near));
  }

  /** Of many documents only those of the same month are compared. */
  #comparable(name: string): string[] {
    const all = [...pathsByName(this.#documents).keys()];
    if (all.length <= MAX_COMPARED_FILES) return all;
    const month = name.slice(0, "YYYY-MM".length);
    const near = all.filter((one) => one.startsWith(month));
    return near.length <= MAX_COMPARED_FILES ? near : [];
  }

  #attachmentsOf(id: string): ReadonlyMap<string, string> {
    this.#attachments ??= attachmentsByFolder(this.#evidence);
    return this.#attachments.get(id) ?? new Map();
  }
}

/** Paths of documents by the name of their file. */
const pathsByName = memoize(
  (documents: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> =>
    new Map(Array.from(documents.keys(), (path) => [basename(path), path])),
);

function attachmentsByFolder({ files }: EvidenceFiles): Map<string, Map<string, string>> {
  const folders = new Map<string, Map<string, string>>();
  for (const [path, { type }] of files) {
    const [, folder = ""] = path.split("/");
    const names = folders.get(folder) ?? new Map<string, string>();
    folders.set(folder, names);
    if (type === "file" && names.size < MAX_COMPARED_FILES) names.set(basename(path), path);
  }
  return folders;
}
