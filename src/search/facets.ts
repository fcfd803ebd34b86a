import { type DocumentTable, fromDistances } from "./index-format.js";

/** Facet → the values chosen, any of which will do. */
export type Chosen = ReadonlyMap<string, ReadonlySet<string>>;

/** The facets of all documents, as sets. */
export class Facets {
  readonly #values: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  readonly #size: number;

  constructor({ facets }: DocumentTable, size: number) {
    this.#values = new Map(
      Object.entries(facets).map(([key, values]) => [
        key,
        new Map(Object.entries(values).map(([value, distances]) => [value, fromDistances(distances)])),
      ]),
    );
    this.#size = size;
  }

  /** Those of the documents that the choice allows. @param but a facet whose choice is ignored */
  narrow(documents: readonly number[], chosen: Chosen, but: string | null): number[] {
    let left = [...documents];
    for (const [key, values] of chosen) {
      if (key === but) continue;
      const allowed = new Set([...values].flatMap((value) => this.#values.get(key)?.get(value) ?? []));
      left = left.filter((one) => allowed.has(one));
    }
    return left;
  }

  counts(documents: readonly number[], chosen: Chosen): Map<string, Record<string, number>> {
    const narrowed = this.narrow(documents, chosen, null);
    return new Map(
      [...this.#values].map(([key, values]) => {
        const isIn = new Uint8Array(this.#size);
        for (const one of chosen.has(key) ? this.narrow(documents, chosen, key) : narrowed) isIn[one] = 1;
        const counts = [...values].map(([value, all]) => [value, all.filter((one) => isIn[one] === 1).length]);
        return [key, Object.fromEntries(counts)];
      }),
    );
  }

  /** @param size of all documents; null where no words were asked for */
  without(documents: readonly number[], chosen: Chosen, size: number | null): Map<string, number> {
    const all = [...chosen.keys()].map((key): [string, number] => [key, this.narrow(documents, chosen, key).length]);
    if (size === null || chosen.size === 0) return new Map(all);
    const everything = Array.from({ length: size }, (_, at) => at);
    return new Map([...all, ["", this.narrow(everything, chosen, null).length]]);
  }
}
