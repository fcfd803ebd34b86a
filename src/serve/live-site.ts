import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { OutputFile } from "../model/page.js";
import type { PlannedSite } from "../pipeline/site.js";
import { SearchIndex } from "../search/build-index.js";
import { loadLanguage } from "../search/languages.js";

/** A file of the site as it is sent. */
export interface MadeFile {
  path: string;
  content: Buffer;
  /** Identifies the content. */
  etag: string;
}

/** The site was replaced by a newer one during a rendering. */
export class Overtaken extends Error {}

/** A site as of one moment. Files are rendered on first request and cached. */
export class LiveSite {
  readonly #made = new Map<string, MadeFile | null>();
  readonly #attachments: ReadonlyMap<string, OutputFile>;
  #index: Promise<ReadonlyMap<string, OutputFile>> | undefined;
  #overtaken = false;
  /** Pages of earlier sites that somebody looked at, each as it was last made. */
  readonly #earlier: ReadonlyMap<string, MadeFile>;
  /** Paths of pages that cannot be made now. */
  readonly #failing: Set<string>;

  /**
   * @param before the site that it replaces, whose pages stand for those that cannot be made now
   * @param onFailure called with the path of a page that cannot be made, while an earlier one stands for it
   */
  constructor(
    readonly planned: PlannedSite,
    before: LiveSite | null,
    readonly onFailure: (path: string, error: unknown) => void,
  ) {
    this.#attachments = new Map(planned.attachments.map((file) => [file.path, file]));
    this.#earlier = before?.pages() ?? new Map();
    this.#failing = new Set(planned.unshown);
  }

  /** Whether a page is an earlier one, because it cannot be made now. */
  isBehind(path: string): boolean {
    return this.#failing.has(path) && this.#earlier.has(path);
  }

  /** The pages that somebody looked at, each as it was last made. */
  pages(): Map<string, MadeFile> {
    const made = [...this.#made].flatMap(([path, file]): [string, MadeFile][] =>
      file && path.endsWith(".html") && !this.#failing.has(path) ? [[path, file]] : [],
    );
    return new Map([...this.#earlier, ...made]);
  }

  /** The file at a path, or null. */
  file(path: string): MadeFile | null {
    const attachment = this.#attachments.get(path);
    // Attachments are not cached, because they may be large and are on disk.
    if (attachment) return madeFile(attachment);
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const made = this.#make(path);
    this.#made.set(path, made);
    return made;
  }

  #make(path: string): MadeFile | null {
    const earlier = this.#earlier.get(path);
    if (earlier && this.#failing.has(path)) return earlier;
    try {
      const file = this.planned.plan.file(path);
      return file ? madeFile(file) : null;
    } catch (error) {
      if (earlier === undefined) throw error;
      this.#failing.add(path);
      this.onFailure(path, error);
      return earlier;
    }
  }

  /**
   * A file of the search index, which is built at its first request.
   * @throws Overtaken if the site has changed before the index was built
   */
  async searchFile(path: string): Promise<MadeFile | null> {
    this.#index ??= this.#makeIndex();
    const file = (await this.#index).get(path);
    return file ? madeFile(file) : null;
  }

  /** Stops the search index of this site, because there is a newer one. */
  overtake(): void {
    this.#overtaken = true;
  }

  async #makeIndex(): Promise<ReadonlyMap<string, OutputFile>> {
    const { graph, plan } = this.planned;
    const index = new SearchIndex(await loadLanguage(graph.collection.config.lang ?? "en"));
    for (const record of plan.records()) {
      if (this.#overtaken) throw new Overtaken();
      index.add(record.make());
      // Lets requests be answered in between.
      await turn();
    }
    return new Map(Array.from(index.files(), (file) => [file.path, file]));
  }
}

export function madeFile({ path, content }: OutputFile): MadeFile {
  const bytes =
    typeof content === "string"
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return { path, content: bytes, etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22) };
}
