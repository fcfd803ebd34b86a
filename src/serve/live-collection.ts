import { setImmediate as turn } from "node:timers/promises";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { Visibility } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { planFor } from "../pipeline/site.js";
import type { CheckOptions, Loaded } from "../pipeline.js";
import { Debouncer } from "../session/debouncer.js";
import { WatchedCollection } from "../session/watched-collection.js";
import { collectionOf, nowOf } from "../validate/validate.js";
import { type Diagnostics, diagnosticsOf } from "./diagnostics.js";
import { LiveSite } from "./live-site.js";

const REBUILD_DELAY_MS = 30;
const MAX_REBUILD_DELAY_MS = 1000;
/** Longer than the delay of a rebuild, so that pages are served before the check takes the processor. */
const CHECK_DELAY_MS = 60;
const MAX_CHECK_DELAY_MS = 500;

export interface LiveOptions {
  /** Absolute path of the collection's folder. */
  root: string;
  /** Null: as the collection says. */
  audience: Visibility | null;
  /** The day that counts as today; null: `as_of`, else today. */
  date: string | null;
  today: () => string;
  version: string;
  /** Where the site is, with a slash at its end. */
  url: () => string;
  /** A path in the collection as the user names it. */
  tell: (path: string) => string;
  /** There is a new site, made in so many milliseconds. */
  onSite: (milliseconds: number) => void;
  /** There are new diagnostics. */
  onDiagnostics: (before: Diagnostics | null, now: Diagnostics) => void;
  /** Something could not be done, as in a line. */
  onFault: (words: string) => void;
}

/**
 * A collection with its site and its diagnostics, kept in step with its files. The site is rebuilt first, then the files are checked;
 * requests are answered in between.
 */
export class LiveCollection {
  /** The last site that could be made; null before the first. */
  site: LiveSite | null = null;
  /** Why there is no site of the files as they are now; null: there is one. */
  fault: string | null = null;
  diagnostics: Diagnostics | null = null;
  audience: Visibility = "public";
  /** The files as they are, whether or not they can be read. */
  files: readonly ParsedFile[] = [];
  #loaded: Loaded = { files: [], unreadable: [], parsed: [] };
  readonly #collection: WatchedCollection;
  #closed = false;
  readonly #sites = new Debouncer(REBUILD_DELAY_MS, MAX_REBUILD_DELAY_MS, () => this.#makeSite());
  readonly #checks = new Debouncer(CHECK_DELAY_MS, MAX_CHECK_DELAY_MS, () => this.#check());

  constructor(readonly options: LiveOptions) {
    this.#collection = new WatchedCollection(options.root);
  }

  /** Something in the folder is not what it was. */
  changed(): void {
    this.#sites.changed();
  }

  /** Waits for the site of everything that has changed so far. */
  ready(): Promise<void> {
    return this.#sites.latest();
  }

  /** Whether a page shows its document as it was before it could not be read any more. */
  isBehind(file: ParsedFile): boolean {
    return this.#collection.isBehind(file);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#sites.close();
    this.#checks.close();
    await this.#sites.latest();
    await this.#checks.latest();
    await this.site?.close();
  }

  async #makeSite(): Promise<void> {
    const started = performance.now();
    const { root, date, today, version, url } = this.options;
    try {
      this.#loaded = this.#collection.load(this.#request());
      this.files = this.#loaded.parsed;
      const collection = collectionOf(this.#collection.readable());
      this.audience = this.options.audience ?? collection.config.audience ?? "public";
      const options = {
        audience: this.audience,
        // Feeds and addresses as the published site has them, if it has any, but of this site.
        baseUrl: collection.config.base_url === undefined ? null : url(),
        now: nowOf(collection, { now: date, today: today() }),
        // Pages show the files as they are, which is no commit.
        commit: null,
        version,
      };
      const planned = await planFor(root, collection, options, this.site?.planned);
      this.site?.overtake();
      this.site = new LiveSite(planned);
      this.fault = null;
    } catch (error) {
      this.fault = wordsOf(error);
      this.options.onFault(this.fault);
    }
    this.options.onSite(performance.now() - started);
    this.#checks.changed();
  }

  async #check(): Promise<void> {
    const { tell, onDiagnostics, onFault } = this.options;
    try {
      const checked = await this.#collection.validateLoaded(this.#loaded, this.#request());
      const config = checked.parsed.find(({ file }) => file.role === "config");
      // Without a readable inquest.yaml, other files cannot be judged.
      const diagnostics = checked.diagnostics.filter(({ file }) => config?.data !== undefined || file === config?.path);
      const before = this.diagnostics;
      this.diagnostics = diagnosticsOf({ ...checked, diagnostics }, tell);
      onDiagnostics(before, this.diagnostics);
    } catch (error) {
      if (!this.#closed) onFault(wordsOf(error));
    }
  }

  #request(): CheckOptions {
    const { date, today } = this.options;
    return this.#collection.request({ now: date, today: today(), pause: () => this.#pause() });
  }

  /** Lets requests be answered in between. */
  async #pause(): Promise<void> {
    await turn();
    if (this.#closed) throw new Error("The server was closed");
  }
}

/** What went wrong, in a line. */
export function wordsOf(error: unknown): string {
  if (error instanceof EnvironmentFault) return error.message;
  return `${error instanceof Error ? error.message : String(error)} (this looks like a bug in inquest)`;
}
