import { ownText } from "../util/own-text.js";

/** In which documents a term is; the lists run in step. */
export interface Postings {
  documents: number[];
  weights: number[];
  places: number[][];
}

const BLOCK_BITS = 18;
const BLOCK_BYTES = 2 ** BLOCK_BITS;

/** Whole numbers below 2^32, each in as few bytes as it takes, in blocks, so that a long list is never copied. */
class Numbers {
  readonly #blocks: Uint8Array[] = [];
  #last = new Uint8Array(0);
  /** In bytes. */
  length = 0;
  /** Which byte is read next. */
  at = 0;

  push(number: number): void {
    let rest = number;
    for (; rest > 0x7f; rest >>>= 7) this.#pushByte((rest & 0x7f) | 0x80);
    this.#pushByte(rest);
  }

  #pushByte(byte: number): void {
    const at = this.length++ & (BLOCK_BYTES - 1);
    if (at === 0) {
      this.#last = new Uint8Array(BLOCK_BYTES);
      this.#blocks.push(this.#last);
    }
    this.#last[at] = byte;
  }

  /** Reads the number at `at`. */
  next(): number {
    for (let number = 0, shift = 0; ; shift += 7) {
      const byte = this.#blocks[this.at >>> BLOCK_BITS]?.[this.at & (BLOCK_BYTES - 1)] ?? 0;
      this.at++;
      number |= (byte & 0x7f) << shift;
      if (byte <= 0x7f) return number >>> 0;
    }
  }
}

interface Term {
  /** Where its last entry starts. */
  last: number;
  /** How many it has. */
  size: number;
  /** The lists that took their place. */
  replaced: Postings | null;
}

/** The documents of each term, in the order in which they were added. */
export class TermLists {
  readonly #terms = new Map<string, Term>();
  /** Of each entry: how far before it the one before of its term starts, the document, the weight, and the places as distances. */
  readonly #entries = new Numbers();

  has(term: string): boolean {
    return this.#terms.has(term);
  }

  terms(): IterableIterator<string> {
    return this.#terms.keys();
  }

  /** @param places of which those from `start` to `end` are those of the term */
  add(name: string, document: number, weight: number, places: ArrayLike<number>, start = 0, end = places.length): void {
    const term = this.#term(name);
    const entries = this.#entries;
    const at = entries.length;
    entries.push(at - term.last);
    entries.push(document);
    entries.push(weight);
    entries.push(end - start);
    let before = 0;
    for (let place = start; place < end; place++) {
      entries.push(((places[place] as number) - before) >>> 0);
      before = places[place] as number;
    }
    term.last = at;
    term.size++;
  }

  replace(name: string, postings: Postings): void {
    this.#term(name).replaced = postings;
  }

  /** In how many documents a term is. */
  size(name: string): number {
    const term = this.#terms.get(name);
    return term?.replaced?.documents.length ?? term?.size ?? 0;
  }

  /** The documents of a term; empty lists where no document has it. */
  postings(name: string): Postings {
    const term = this.#terms.get(name);
    if (term?.replaced) return term.replaced;
    const postings: Postings = { documents: [], weights: [], places: [] };
    const entries = this.#entries;
    let start = term?.last ?? 0;
    for (let entry = term?.size ?? 0; entry > 0; entry--) {
      entries.at = start;
      start -= entries.next();
      postings.documents.push(entries.next());
      postings.weights.push(entries.next());
      const places: number[] = [];
      let place = 0;
      for (let left = entries.next(); left > 0; left--) {
        place = (place + entries.next()) >>> 0;
        places.push(place);
      }
      postings.places.push(places);
    }
    // Entries lead to those before them.
    for (const list of [postings.documents, postings.weights, postings.places]) list.reverse();
    return postings;
  }

  #term(name: string): Term {
    const known = this.#terms.get(name);
    if (known !== undefined) return known;
    const term = { last: 0, size: 0, replaced: null };
    this.#terms.set(ownText(name), term);
    return term;
  }
}
