import { createHash } from "node:crypto";
import type { TermCounts } from "./term-counts.js";

/** Which documents have which terms, by the numbers of both. */
export class TermTable {
  /** The documents of all terms lie in one array, those of a term from `starts[term]` to `starts[term + 1]`. */
  readonly #starts: Int32Array;
  readonly #documents: Int32Array;
  readonly #counts: Int32Array;
  readonly #keys: Buffer[] = [];

  /**
   * @param counted the terms of each document
   * @param lengths of the documents, as far as they count
   * @param size how many terms there are
   */
  constructor(
    counted: readonly TermCounts[],
    readonly lengths: Int32Array,
    readonly size: number,
  ) {
    const starts = new Int32Array(size + 1);
    for (const { terms } of counted) for (const term of terms) starts[term + 1] = (starts[term + 1] as number) + 1;
    for (let term = 0; term < size; term++) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
    this.#starts = starts;
    this.#documents = new Int32Array(starts[size] as number);
    this.#counts = new Int32Array(this.#documents.length);
    const next = starts.slice();
    for (const [number, { terms, counts }] of counted.entries())
      for (const [at, term] of terms.entries()) {
        const place = next[term] as number;
        this.#documents[place] = number;
        this.#counts[place] = counts[at] as number;
        next[term] = place + 1;
      }
  }

  /** The documents that have a term; none for one that was met only since. */
  documents(term: number): Int32Array {
    return this.#of(this.#documents, term);
  }

  /** How often each of them has it. */
  counts(term: number): Int32Array {
    return this.#of(this.#counts, term);
  }

  /** A hash of both, and of the lengths of these documents. */
  key(term: number): Buffer {
    const documents = this.documents(term);
    this.#keys[term] ??= createHash("sha256")
      .update(documents)
      .update(this.counts(term))
      .update(documents.map((number) => this.lengths[number] as number))
      .digest();
    return this.#keys[term];
  }

  #of(all: Int32Array, term: number): Int32Array {
    return term < this.size ? all.subarray(this.#starts[term], this.#starts[term + 1]) : all.subarray(0, 0);
  }
}
