import { ownText } from "../util/own-text.js";

/** In which documents a term is; the lists run in step. */
export interface Postings {
  documents: number[];
  weights: number[];
  places: number[][];
}

/** Whole numbers in one block of memory, which millions of small arrays are not. */
class Numbers {
  #all = new Uint32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.#all.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#all);
      this.#all = larger;
    }
    this.#all[this.length++] = number;
  }

  at(index: number): number {
    return this.#all[index] ?? 0;
  }

  set(index: number, number: number): void {
    this.#all[index] = number;
  }
}

/** The documents of each term, in the order in which they were added. */
export class TermLists {
  /** Terms are counted from 0. */
  readonly #numbers = new Map<string, number>();
  /** By the number of a term its first and last entry, counted from 1 (0: none), and how many it has. */
  readonly #first = new Numbers();
  readonly #last = new Numbers();
  readonly #size = new Numbers();
  /** By the number of an entry. */
  readonly #next = new Numbers();
  readonly #document = new Numbers();
  readonly #weight = new Numbers();
  /** Where its places start; they end where those of the next entry start. */
  readonly #start = new Numbers();
  readonly #places = new Numbers();
  /** Lists that took the place of the entries of a term. */
  readonly #replaced = new Map<number, Postings>();

  has(term: string): boolean {
    return this.#numbers.has(term);
  }

  terms(): IterableIterator<string> {
    return this.#numbers.keys();
  }

  /** @param places of which those from `start` to `end` are those of the term */
  add(term: string, document: number, weight: number, places: ArrayLike<number>, start = 0, end = places.length): void {
    const number = this.#number(term);
    this.#next.push(0);
    this.#document.push(document);
    this.#weight.push(weight);
    this.#start.push(this.#places.length);
    for (let at = start; at < end; at++) this.#places.push(places[at] as number);
    const entry = this.#next.length;
    const last = this.#last.at(number);
    if (last === 0) this.#first.set(number, entry);
    else this.#next.set(last - 1, entry);
    this.#last.set(number, entry);
    this.#size.set(number, this.#size.at(number) + 1);
  }

  replace(term: string, postings: Postings): void {
    this.#replaced.set(this.#number(term), postings);
  }

  /** In how many documents a term is. */
  size(term: string): number {
    const number = this.#numbers.get(term);
    if (number === undefined) return 0;
    return this.#replaced.get(number)?.documents.length ?? this.#size.at(number);
  }

  /** The documents of a term; empty lists where no document has it. */
  postings(term: string): Postings {
    const number = this.#numbers.get(term);
    const replaced = number === undefined ? undefined : this.#replaced.get(number);
    if (replaced) return replaced;
    const postings: Postings = { documents: [], weights: [], places: [] };
    let entry = number === undefined ? 0 : this.#first.at(number);
    for (; entry > 0; entry = this.#next.at(entry - 1)) {
      postings.documents.push(this.#document.at(entry - 1));
      postings.weights.push(this.#weight.at(entry - 1));
      const end = entry < this.#start.length ? this.#start.at(entry) : this.#places.length;
      const places: number[] = [];
      for (let at = this.#start.at(entry - 1); at < end; at++) places.push(this.#places.at(at));
      postings.places.push(places);
    }
    return postings;
  }

  #number(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(ownText(term), number);
    for (const list of [this.#first, this.#last, this.#size]) list.push(0);
    return number;
  }
}
