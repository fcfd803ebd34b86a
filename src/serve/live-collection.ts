import { setImmediate as turn } from "node:timers/promises";
import { EnvironmentFault, systemFault } from "../model/environment-fault.js";
import type { Visibility } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { contained, documentPaths } from "../pipeline/contained.js";
import { planFor, siteDay } from "../pipeline/site.js";
import { withSources } from "../pipeline/sources.js";
import type { CheckOptions, Loaded } from "../pipeline.js";
import { Debouncer } from "../session/debouncer.js";
import { WatchedCollection } from "../session/watched-collection.js";
import { collectionOf } from "../validate/collect.js";
import { type Diagnostics, diagnosticsOf } from "./diagnostics.js";
import { LiveSite } from "./live-site.js";
import { documentOf } from "./page-sources.js";

const REBUILD_DELAY_MS = 30;
const MAX_REBUILD_DELAY_MS = 1000;
/** Longer than the delay of a rebuild, so that pages are served before the check uses the CPU. */
const CHECK_DELAY_MS = 60;
const MAX_CHECK_DELAY_MS = 500;

export interface LiveOptions {
  /** Absolute path of the collection's folder. */
  root: string;
  /** Null: as the collection says. */
  audience: Visibility | null;
  /** The day that counts as today; null: `as_of`, else that of HEAD for the site, as in a build, and today for the check. */
  date: string | null;
  today: () => string;
  version: string;
  /** Where the site is, with a slash at its end. */
  url: () => string;
  /** A path in the collection as the user names it. */
  tell: (path: string) => string;
  /** How a shell of the user calls the program for this collection; default: `inquest`. */
  call?: string;
  /** Called after each build of the site, with its duration. */
  onSite: (milliseconds: number) => void;
  /** Called after each check. */
  onDiagnostics: (before: Diagnostics | null, now: Diagnostics) => void;
  /** Called with a one-line message if something fails. */
  onFault: (words: string) => void;
  /** What git cannot tell, said once. */
  onNote: (words: string) => void;
}

/**
 * A collection with its site and its diagnostics, kept in step with its files. The site is rebuilt first, then the files are checked;
 * requests are answered in between.
 */
export class LiveCollection {
  /** The last site that could be built; null before the first. */
  site: LiveSite | null = null;
  /** Why the current files could not be built; null if they could. */
  fault: string | null = null;
  diagnostics: Diagnostics | null = null;
  audience: Visibility = "public";
  /** The current files, including those with errors. */
  files: readonly ParsedFile[] = [];
  #loaded: Loaded = { files: [], unreadable: [], parsed: [] };
  readonly #collection: WatchedCollection;
  #closed = false;
  readonly #sites = new Debouncer(
    () => REBUILD_DELAY_MS,
    MAX_REBUILD_DELAY_MS,
    () => this.#makeSite(),
  );
  readonly #checks = new Debouncer(
    () => CHECK_DELAY_MS,
    MAX_CHECK_DELAY_MS,
    () => this.#check(),
  );

  constructor(readonly options: LiveOptions) {
    this.#collection = new WatchedCollection(options.root);
  }

  /** Schedules a rebuild and a check after a change in the folder. */
  changed(): void {
    this.#sites.changed();
  }

  /** Waits until the site includes all changes so far. */
  ready(): Promise<void> {
    return this.#sites.latest();
  }

  /** Whether the page of a document shows its last valid version, because the current one has errors. */
  isBehind(file: ParsedFile): boolean {
    return this.#collection.isBehind(file);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#sites.close();
    this.#checks.close();
    await this.#sites.latest();
    await this.#checks.latest();
    this.site?.overtake();
  }

  async #makeSite(): Promise<void> {
    const started = performance.now();
    const { root, date, version, url, tell, call = "inquest", onFault } = this.options;
    try {
      this.#loaded = this.#collection.load(this.#request());
      this.files = this.#loaded.parsed;
      const { collection } = withSources(root, collectionOf(this.#collection.readable()));
      this.audience = this.options.audience ?? collection.config.audience ?? "public";
      const options = {
        audience: this.audience,
        // Feeds and canonical URLs only if the published site has them, but with this server's address.
        baseUrl: collection.config.base_url === undefined ? null : url(),
        // Pages show the working tree, which is not a commit.
        commit: null,
        version,
        // The panel lists the files with errors, and pages keep their last readable version.
        isPartial: false,
        forAuthors: true,
        call,
      };
      const { made: planned, failures } = await contained(documentPaths(collection), async (leftOut) => {
        const now = await siteDay(root, collection, options.audience, date, leftOut);
        return planFor(root, collection, { ...options, now, leftOut }, this.site?.planned);
      });
      for (const [path, error] of failures) onFault(`${tell(path)} cannot be shown: ${error.message}`);
      const onFailure = (page: string, error: unknown) => onFault(`${this.failureOf(page, error)}; it stays as it was`);
      this.site?.overtake();
      this.site = new LiveSite(planned, this.site, onFailure);
      this.fault = null;
    } catch (error) {
      this.fault = wordsOf(error);
      onFault(this.fault);
    }
    this.options.onSite(performance.now() - started);
    this.#checks.changed();
  }

  /** Which page cannot be made, named by its document if it has one, and why. */
  failureOf(page: string, error: unknown): string {
    const document = documentOf(page, this.files);
    const what = document ? `The page of ${this.options.tell(document.path)}` : `The page ${page}`;
    return `${what} cannot be made: ${wordsOf(error)}`;
  }

  async #check(): Promise<void> {
    const { tell, call = "inquest", onDiagnostics, onFault, onNote } = this.options;
    try {
      const checked = await this.#collection.validateLoaded(this.#loaded, this.#request());
      if (this.diagnostics === null && checked.gitNote !== null) onNote(checked.gitNote);
      const config = checked.parsed.find(({ file }) => file.role === "config");
      // Without a valid inquest.yaml, other files cannot be checked.
      const diagnostics = checked.diagnostics.filter(({ file }) => config?.data !== undefined || file === config?.path);
      const before = this.diagnostics;
      this.diagnostics = diagnosticsOf({ ...checked, diagnostics }, tell, call);
      onDiagnostics(before, this.diagnostics);
    } catch (error) {
      if (!this.#closed) onFault(wordsOf(error));
    }
  }

  #request(): CheckOptions {
    const { date, today } = this.options;
    return this.#collection.request({ now: date, today: today(), pause: () => this.#pause() });
  }

  /** Yields so that requests are answered in between. */
  async #pause(): Promise<void> {
    await turn();
    if (this.#closed) throw new Error("The server was closed");
  }
}

/** The message of an error, on one line. */
export function wordsOf(error: unknown): string {
  const known = error instanceof EnvironmentFault ? error.message : systemFault(error);
  if (known !== null) return known;
  return `${error instanceof Error ? error.message : String(error)} (this looks like a bug in inquest)`;
}
