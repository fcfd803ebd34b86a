import {
  type DocumentTable,
  type DocumentText,
  fromDistances,
  type IndexEntry,
  type PlaceFile,
  type TermFile,
  type Undetected,
  type Vocabulary,
} from "./index-format.js";

/** Fetches a file of the index by its name, as JSON. */
export type LoadFile = (name: string, version: string | null) => Promise<unknown>;

/** Documents with the weight that a term has in each. */
export type Weights = ReadonlyMap<number, number>;

/** Those of a term that no document has. */
export const NOTHING: Weights = new Map();

/** Reads the files of an index, each once and only when it is needed. */
export class IndexReader {
  readonly #load: LoadFile;
  readonly #files = new Map<string, Promise<unknown>>();
  readonly #weights = new Map<string, Weights>();

  constructor(load: LoadFile) {
    this.#load = load;
  }

  entry(): Promise<IndexEntry> {
    return this.#once("entry", () => this.#load("entry.json", null)) as Promise<IndexEntry>;
  }

  documents(): Promise<DocumentTable> {
    return this.#file("documents") as Promise<DocumentTable>;
  }

  undetected(): Promise<Undetected> {
    return this.#file("undetected") as Promise<Undetected>;
  }

  vocabulary(): Promise<Vocabulary> {
    return this.#file("vocabulary") as Promise<Vocabulary>;
  }

  text(document: number): Promise<DocumentText> {
    return this.#file(`text-${document}`) as Promise<DocumentText>;
  }

  /** The documents of a term; none where no page has it. */
  async weights(term: string): Promise<Weights> {
    const known = this.#weights.get(term);
    if (known) return known;
    const number = await this.#fileOf(term);
    const file = number < 0 ? {} : ((await this.#file(`terms-${number}`)) as TermFile);
    const found = Object.hasOwn(file, term) ? file[term] : undefined;
    const weights: Weights = found
      ? new Map(fromDistances(found[0]).map((one, at) => [one, found[1][at] ?? 1]))
      : NOTHING;
    this.#weights.set(term, weights);
    return weights;
  }

  /** The places of a term in each of its documents. */
  async places(term: string): Promise<ReadonlyMap<number, readonly number[]>> {
    const documents = [...(await this.weights(term)).keys()];
    if (documents.length === 0) return new Map();
    const file = (await this.#file(`places-${await this.#fileOf(term)}`)) as PlaceFile;
    return new Map(documents.map((one, at) => [one, fromDistances(file[term]?.[at] ?? [])]));
  }

  /** The file of a term: the last whose first term is not after it. */
  async #fileOf(term: string): Promise<number> {
    const { firsts } = await this.entry();
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firsts[middle] ?? "") <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  async #file(name: string): Promise<unknown> {
    const { version } = await this.entry();
    return this.#once(name, () => this.#load(`${name}.idx`, version));
  }

  /** What could not be loaded is asked for again. */
  #once(name: string, load: () => Promise<unknown>): Promise<unknown> {
    const known = this.#files.get(name);
    if (known) return known;
    const loading = load();
    this.#files.set(name, loading);
    loading.catch(() => this.#files.delete(name));
    return loading;
  }
}
