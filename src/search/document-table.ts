import { compareText } from "../model/diagnostic.js";
import { SEARCH_GROUPS } from "../model/search-record.js";
import { type DocumentTable, toDistances } from "./index-format.js";
import type { IndexedRecord } from "./indexed-record.js";

/** What is needed of every document, in the order of their numbers. */
export class TableBuilder {
  readonly #sizes = new Map(SEARCH_GROUPS.map((group) => [group, 0]));
  readonly #titleWords: number[] = [];
  readonly #archived: number[] = [];
  readonly #facets = new Map<string, Map<string, number[]>>();
  readonly undetected: (number | null)[] = [];

  add(number: number, { group, titleWords, archived, facets, undetected }: IndexedRecord): void {
    this.#sizes.set(group, (this.#sizes.get(group) ?? 0) + 1);
    this.#titleWords.push(titleWords);
    if (archived) this.#archived.push(number);
    this.undetected.push(undetected);
    for (const [key, value] of facets) {
      const values = this.#facets.get(key) ?? new Map<string, number[]>();
      const numbers = values.get(value) ?? [];
      if (numbers.at(-1) !== number) numbers.push(number);
      this.#facets.set(key, values.set(value, numbers));
    }
  }

  documents(): DocumentTable {
    const byKey = <T>(entries: Iterable<[string, T]>) => [...entries].sort(([a], [b]) => compareText(a, b));
    return {
      groups: Array.from(this.#sizes, ([group, size]) => ({ group, size })),
      titleWords: this.#titleWords,
      archived: toDistances(this.#archived),
      facets: Object.fromEntries(
        byKey(this.#facets).map(([key, values]) => [
          key,
          Object.fromEntries(byKey(values).map(([value, numbers]) => [value, toDistances(numbers)])),
        ]),
      ),
    };
  }
}
