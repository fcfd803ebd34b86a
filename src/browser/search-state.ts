import { type Question, SORTS } from "../search/search.js";

/** Reads a search from a query string, as far as the page has such facets. A search can be shared, and `back` works. */
export function readState(query: string, facets: readonly string[]): Question {
  const params = new URLSearchParams(query);
  const sort = SORTS.find((one) => one === params.get("sort")) ?? "";
  const chosen = new Map<string, ReadonlySet<string>>();
  for (const facet of facets) {
    const values = params.getAll(facet);
    if (values.length > 0) chosen.set(facet, new Set(values));
  }
  return { words: params.get("q") ?? "", sort, chosen };
}

/** Writes a search as a query string, empty or with `?`. */
export function writeState({ words, sort, chosen }: Question): string {
  const params = new URLSearchParams();
  if (words.trim() !== "") params.set("q", words.trim());
  for (const [facet, values] of chosen) for (const value of values) params.append(facet, value);
  if (sort !== "") params.set("sort", sort);
  const query = params.toString();
  return query === "" ? "" : `?${query}`;
}
