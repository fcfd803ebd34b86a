import { createRequire as requireFrom } from "node:module";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { UnfinishedFile } from "../model/page.js";
import { StagedFiles } from "../write/staged-files.js";
import type { EarlierFiles, Finisher, RecordToIndex } from "./finisher.js";
import { fromFailure, type ThreadStart, type Work, type WorkResult } from "./messages.js";

/** Files, and records, are sent together: each message wakes the other thread. */
const MAX_PER_MESSAGE = 16;
const MAX_CHARACTERS_PER_MESSAGE = 512 * 1024;
/** So many messages, and characters of files in them, may wait for the other thread, so that a slow one does not fill the memory. */
const MAX_MESSAGES_WAITING = 64;
const MAX_CHARACTERS_WAITING = 24 * 1024 * 1024;
/** While as many wait, this thread does itself what both can do. */
const MANY_MESSAGES_WAITING = 8;

/** What the other thread has just made, which is little: three times a half of where it is. */
const MAX_YOUNG_MB = 12;

/** The `threadId` of a thread that has ended. */
const ENDED = -1;

/** What learns of the work of the other thread. */
export interface ThreadListener {
  /** Files that were written. */
  taken: (hashes: WorkResult["hashes"]) => void;
  /** What something hidden was found in. */
  suspect: (path: string, texts: readonly string[]) => void;
}

/** Starts a thread, which loads its program meanwhile. */
export function startThread(): Worker {
  const script = requireFrom(import.meta.url).resolve("#finish-thread");
  // Some options of Node.js are refused where there is a script.
  const thread = new Worker(script, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB } });
  // An error ends it, which its finisher sees.
  return thread.on("error", () => undefined);
}

/** Has the files of a site finished by another thread, which writes them too. */
export class ThreadFinisher implements Finisher {
  readonly #listener: ThreadListener;
  readonly #worker: Worker;
  #files: UnfinishedFile[] = [];
  #records: RecordToIndex[] = [];
  #earlier: EarlierFiles[] = [];
  /** For files that this thread takes over itself. */
  readonly #staged: StagedFiles;
  /** Of which files, taken together, it is asked whether they were taken over: a list for each message, filled by its answer. */
  #asked: (readonly boolean[] | null)[] = [];
  /** Of the index that was ended last; null: there is no answer yet. */
  #isIndexed: boolean | null = null;
  #characters = 0;
  /** How many characters of files each message has that waits, in their order. */
  readonly #waiting: number[] = [];
  #charactersWaiting = 0;
  #failure: unknown = null;
  /** Goes on with what waits for an answer. */
  #goOn: () => void = () => undefined;

  /** @param worker as `startThread` starts it */
  constructor(worker: Worker, start: ThreadStart, listener: ThreadListener) {
    this.#listener = listener;
    this.#worker = worker;
    this.#staged = new StagedFiles(start.staging);
    this.#post({ start }, 0);
    this.#worker.on("message", (result: WorkResult) => this.#hear(result));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("it was ended")));
    if (this.#worker.threadId === ENDED) this.#fail(new Error("it did not start"));
  }

  async take(file: UnfinishedFile): Promise<void> {
    // The content of a file that is read when it is asked for is read here.
    const read = { ...file };
    this.#files.push(read);
    this.#characters += read.content.length;
    if (this.#files.length >= MAX_PER_MESSAGE || this.#characters >= MAX_CHARACTERS_PER_MESSAGE)
      await this.#sendFiles();
  }

  async takeOver(files: EarlierFiles): Promise<void> {
    this.#earlier.push(files);
    if (this.#earlier.length >= MAX_PER_MESSAGE) await this.#sendEarlier();
  }

  async takenOver(): Promise<boolean[]> {
    await this.#sendEarlier();
    await this.#until(() => !this.#asked.includes(null));
    return this.#asked.splice(0).flatMap((answers) => answers ?? []);
  }

  async add(record: RecordToIndex): Promise<void> {
    this.#records.push(record);
    if (this.#records.length >= MAX_PER_MESSAGE) await this.#sendRecords();
  }

  async endIndex(): Promise<void> {
    await this.#sendRecords();
    this.#isIndexed = null;
    await this.#send({ endsIndex: true });
  }

  async isIndexed(): Promise<boolean> {
    await this.#until(() => this.#isIndexed !== null);
    return this.#isIndexed === true;
  }

  async settle(): Promise<void> {
    await this.#sendFiles();
    await this.#until(() => this.#waiting.length === 0);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #sendFiles(): Promise<void> {
    const [files, characters] = [this.#files, this.#characters];
    [this.#files, this.#characters] = [[], 0];
    if (files.length > 0) await this.#send({ files }, characters);
  }

  async #sendEarlier(): Promise<void> {
    const earlier = this.#earlier;
    this.#earlier = [];
    if (earlier.length === 0) return;
    if (this.#waiting.length >= MANY_MESSAGES_WAITING && earlier.every(({ isSearched }) => isSearched)) {
      this.#asked.push(earlier.map(({ hashes }) => this.#takeOverHere(hashes)));
      return setImmediate();
    }
    // A file in pieces is read as a whole before another.
    await this.#sendFiles();
    this.#asked.push(null);
    await this.#send({ earlier });
  }

  #takeOverHere(hashes: EarlierFiles["hashes"]): boolean {
    const isTaken = this.#staged.takeOver(hashes);
    if (isTaken) this.#listener.taken([...hashes]);
    return isTaken;
  }

  async #sendRecords(): Promise<void> {
    const records = this.#records;
    this.#records = [];
    if (records.length === 0) return;
    await this.#sendFiles();
    await this.#send({ records });
  }

  #post(work: Work, characters: number): void {
    this.#worker.postMessage(work);
    this.#waiting.push(characters);
    this.#charactersWaiting += characters;
  }

  async #send(work: Work, characters = 0): Promise<void> {
    this.#post(work, characters);
    // Answers and interruptions are heard meanwhile.
    await setImmediate();
    await this.#until(
      () => this.#waiting.length <= MAX_MESSAGES_WAITING && this.#charactersWaiting <= MAX_CHARACTERS_WAITING,
    );
  }

  /** Waits for answers. @throws what went wrong */
  async #until(isAnswered: () => boolean): Promise<void> {
    while (!isAnswered() && this.#failure === null)
      await new Promise<void>((resolve) => {
        this.#goOn = resolve;
      });
    if (this.#failure !== null) throw this.#failure;
  }

  #hear({ hashes, suspects, takenOver, isIndexed, failure }: WorkResult): void {
    this.#charactersWaiting -= this.#waiting.shift() ?? 0;
    this.#listener.taken(hashes);
    for (const [path, texts] of suspects) this.#listener.suspect(path, texts);
    if (takenOver !== null) this.#asked[this.#asked.indexOf(null)] = takenOver;
    if (isIndexed !== null) this.#isIndexed = isIndexed;
    if (failure !== null) this.#failure ??= fromFailure(failure);
    this.#goOn();
  }

  #fail(error: Error): void {
    this.#failure ??= new EnvironmentFault(`The thread that writes the site stopped: ${error.message}`);
    this.#goOn();
  }
}
