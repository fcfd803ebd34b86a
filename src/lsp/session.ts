import { EnvironmentFault } from "../model/environment-fault.js";
import { Source } from "../model/source.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { type Checked, type CheckOptions, check } from "../pipeline.js";
import { type FileMemo, fileMemo } from "../read/file-memo.js";
import { findCollection } from "../read/find-collection.js";
import { LastReadable } from "../session/last-readable.js";
import { parseMemo } from "../session/parse-memo.js";
import { Settle } from "../session/settle.js";
import type { Editor, OpenFile } from "./editor.js";
import { Publisher } from "./publisher.js";
import { uriOf, within } from "./uris.js";

/** How long nobody types before the collection is checked, in milliseconds. Who types without a pause is not disturbed. */
const DELAY = 200;

/** One collection: checked again and again, and what is known of it. */
export class Session {
  /** What the last check came to; null before the first. */
  checked: Checked | null = null;
  readonly #readable = new LastReadable();
  readonly #parse = parseMemo();
  readonly #hashes: FileMemo;
  readonly #publisher: Publisher;
  readonly #checks = new Settle(DELAY, Number.POSITIVE_INFINITY, () => this.#check());
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
    this.#hashes = fileMemo(root);
    this.#publisher = new Publisher(editor, (path) => this.uri(path));
  }

  /** Something may have changed: checks when it has been quiet for a moment. */
  changed(): void {
    this.#checks.changed();
  }

  /** What is known when every change so far has been looked at; null where that failed. Never two checks at a time. */
  async latest(): Promise<Checked | null> {
    await this.#checks.latest();
    return this.checked;
  }

  /** Takes all findings back. */
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
    return {
      now: null,
      today: this.today(),
      asPublished: false,
      baseline: null,
      changedSince: null,
      overlay,
      parse: this.#parse,
      hashes: this.#hashes,
    };
  }

  /** The files as they were when last they could be read: while one is typed in, it mostly cannot. */
  readable(): readonly ParsedFile[] {
    return this.#readable.files();
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
      const checked = await check(this.root, this.request(files));
      if (this.#closed) return;
      this.checked = checked;
      this.#readable.update(checked.parsed);
      this.#publisher.publish(checked, files);
    } catch (error) {
      if (error instanceof EnvironmentFault) this.#publisher.clear();
      // A fault of the program, which must not end the server.
      else this.editor.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}
