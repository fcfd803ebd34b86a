import type { ParsedFile } from "../parse/parse-file.js";

/** The files of a collection, each as of its last readable version. */
export class LastReadable {
  #files: readonly ParsedFile[] = [];
  readonly #known = new Map<string, ParsedFile>();

  /** @param files all files as they are now, of which those that are gone are forgotten; but not `inquest.yaml` */
  update(files: readonly ParsedFile[]): void {
    const there = new Set(files.map(({ path }) => path));
    for (const [path, { file }] of this.#known)
      if (!there.has(path) && file.role !== "config") this.#known.delete(path);
    for (const file of files) if (isReadable(file) || !this.#known.has(file.path)) this.#known.set(file.path, file);
    const config = [...this.#known.values()].filter(({ file, path }) => file.role === "config" && !there.has(path));
    this.#files = [...config, ...files.map((file) => this.#known.get(file.path) ?? file)];
  }

  /** In the order in which they were given. */
  files(): readonly ParsedFile[] {
    return this.#files;
  }
}

/** Whether a file could be parsed, and so was the body of a document. */
function isReadable({ data, file, isBodyUnread }: ParsedFile): boolean {
  return (data !== undefined || file.role === "about") && !isBodyUnread;
}
