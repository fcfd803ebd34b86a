import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { OutputFile } from "../model/page.js";
import type { SearchRecord } from "../model/search-record.js";
import type { PlannedSite } from "../pipeline/site.js";

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

  constructor(readonly planned: PlannedSite) {
    this.#attachments = new Map(planned.attachments.map((file) => [file.path, file]));
  }

  /** The file at a path, or null. */
  file(path: string): MadeFile | null {
    const attachment = this.#attachments.get(path);
    // Attachments are not cached, because they may be large and are on disk.
    if (attachment) return madeFile(attachment);
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const file = this.planned.plan.file(path);
    const made = file ? madeFile(file) : null;
    this.#made.set(path, made);
    return made;
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
    const [{ buildSearchIndex }, { loadLanguage }] = await Promise.all([
      import("../search/build-index.js"),
      import("../search/languages.js"),
    ]);
    const { graph, plan } = this.planned;
    const language = await loadLanguage(graph.collection.config.lang ?? "en");
    const records: SearchRecord[] = [];
    for (const record of plan.records()) {
      if (this.#overtaken) throw new Overtaken();
      records.push(record);
      // Lets requests be answered in between.
      await turn();
    }
    return new Map(buildSearchIndex(records, language).map((file) => [file.path, file]));
  }
}

export function madeFile({ path, content }: OutputFile): MadeFile {
  const bytes =
    typeof content === "string"
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return { path, content: bytes, etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22) };
}
