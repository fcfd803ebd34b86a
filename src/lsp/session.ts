import { EnvironmentFault } from "../model/environment-fault.js";
import { Source } from "../model/source.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { Checked, CheckOptions } from "../pipeline.js";
import { findCollection } from "../read/find-collection.js";
import { Debouncer } from "../session/debouncer.js";
import { WatchedCollection } from "../session/watched-collection.js";
import type { Editor, OpenFile } from "./editor.js";
import { Publisher } from "./publisher.js";
import { uriOf, within } from "./uris.js";

/**
 * The pause in typing after which the collection is checked: a quarter as long as the last check took, so that steady typing uses
 * four fifths of a processor at most. There is no upper limit: steady typing is not interrupted.
 */
const MIN_CHECK_DELAY_MS = 15;
const MAX_CHECK_DELAY_MS = 200;
const checkDelay = (lastCheckMs: number) => Math.min(Math.max(MIN_CHECK_DELAY_MS, lastCheckMs / 4), MAX_CHECK_DELAY_MS);

/** One collection in an editor: checked after each change, with its diagnostics published. */
export class Session {
  /** What the last check came to; null before the first. */
  checked: Checked | null = null;
  readonly #collection: WatchedCollection;
  readonly #publisher: Publisher;
  readonly #checks = new Debouncer(checkDelay, Number.POSITIVE_INFINITY, () => this.#check());
  #closed = false;

  /**
   * @param root absolute path of the collection's folder
   * @param today today's date, `YYYY-MM-DD`
   */
  constructor(
    readonly root: string,
    readonly editor: Editor,
    readonly today: () => string,
  ) {
    this.#collection = new WatchedCollection(root);
    this.#publisher = new Publisher(editor, (path) => this.uri(path));
  }

  /** Checks again once no change has come for a moment. */
  changed(): void {
    this.#checks.changed();
  }

  /** The check of everything that has changed so far; null where it failed. */
  async latest(): Promise<Checked | null> {
    await this.#checks.latest();
    return this.checked;
  }

  /** Withdraws all diagnostics. */
  close(): void {
    this.#closed = true;
    this.#checks.close();
    this.#publisher.clear();
  }

  /** Whether a file lies in the folder of the collection. */
  has(path: string): boolean {
    return within(this.root, path) !== null;
  }

  /** The request for a check of the files as they are in the editor. */
  request(files: readonly OpenFile[] = this.editor.open()): CheckOptions {
    const overlay = new Map<string, Uint8Array>();
    for (const { path, text } of files) {
      const inside = within(this.root, path);
      if (inside !== null) overlay.set(inside, Buffer.from(text));
    }
    return this.#collection.request({ now: null, today: this.today(), overlay, findDuplicates: true });
  }

  /** The files, each as it was when it could last be parsed. */
  readable(): readonly ParsedFile[] {
    return this.#collection.readable();
  }

  /** The URI of a file: where it is open, the one that the editor has for it. */
  uri(path: string): string {
    return this.#openFile(path)?.uri ?? uriOf(this.root, path);
  }

  /** A file as the editor shows it. */
  source(path: string): Source | undefined {
    const file = this.#openFile(path);
    return file ? new Source(path, file.text) : this.checked?.sources.get(path);
  }

  #openFile(path: string): OpenFile | undefined {
    return this.editor.open().find((file) => within(this.root, file.path) === path);
  }

  async #check(): Promise<void> {
    try {
      findCollection(this.root, this.root);
      const files = this.editor.open();
      const request = this.request(files);
      const checked = await this.#collection.validateLoaded(this.#collection.load(request), request);
      if (this.#closed) return;
      this.checked = checked;
      this.#publisher.publish(checked, files);
    } catch (error) {
      if (error instanceof EnvironmentFault) this.#publisher.clear();
      // A bug in inquest must not end the server.
      else this.editor.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}
