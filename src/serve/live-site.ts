import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { OutputFile } from "../model/page.js";
import type { PlannedSite } from "../pipeline/site.js";

/** A file of the site as it is sent. */
export interface MadeFile {
  path: string;
  content: Buffer;
  /** Names the bytes. */
  etag: string;
}

/** The site has changed while something was made of it. */
export class Overtaken extends Error {}

/** A site as it was at one moment. What is asked for is made, and kept for whoever asks again. */
export class LiveSite {
  readonly #made = new Map<string, MadeFile | null>();
  readonly #attachments: ReadonlyMap<string, OutputFile>;
  #index: Promise<ReadonlyMap<string, OutputFile>> | undefined;
  #overtaken = false;

  constructor(readonly planned: PlannedSite) {
    this.#attachments = new Map(planned.attachments.map((file) => [file.path, file]));
  }

  /** The file at a path, or null. */
  file(path: string): MadeFile | null {
    const attachment = this.#attachments.get(path);
    // An attachment may be large, and its bytes are on the disk.
    if (attachment) return madeFile(attachment);
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const file = this.planned.plan.file(path);
    const made = file ? madeFile(file) : null;
    this.#made.set(path, made);
    return made;
  }

  /**
   * A file of the search index, which is made when it is first asked for.
   * @throws Overtaken where the site has changed before the index was made
   */
  async searchFile(path: string): Promise<MadeFile | null> {
    this.#index ??= this.#makeIndex();
    const file = (await this.#index).get(path);
    return file ? madeFile(file) : null;
  }

  /** There is a newer one: what is still being made of this one is not wanted any more. */
  overtake(): void {
    this.#overtaken = true;
  }

  /** Ends what is going on. */
  async close(): Promise<void> {
    this.overtake();
    if (this.#index) await (await import("../write/search-index.js")).stopSearchIndex();
  }

  async #makeIndex(): Promise<ReadonlyMap<string, OutputFile>> {
    const { buildSearchIndex, isIndexed } = await import("../write/search-index.js");
    const pages: OutputFile[] = [];
    for (const file of this.planned.plan.files()) {
      if (this.#overtaken) throw new Overtaken();
      if (isIndexed(file)) pages.push(file);
      // Pages that somebody waits for come first.
      if (file.path.endsWith(".html")) await turn();
    }
    return new Map((await buildSearchIndex(pages)).map((file) => [file.path, file]));
  }
}

export function madeFile({ path, content }: OutputFile): MadeFile {
  const bytes =
    typeof content === "string"
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return { path, content: bytes, etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22) };
}
