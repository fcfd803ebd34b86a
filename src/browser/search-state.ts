/** The orders of results; without one the best match comes first. */
const SORTS = ["newest", "oldest", "longest", "shortest"] as const;
export type Sort = (typeof SORTS)[number];

/** The state of a search. It is kept in the URL, so that a search can be shared and `back` works. */
export interface SearchState {
  words: string;
  sort: Sort | "";
  /** Facet → the values chosen, any of which will do. */
  chosen: Map<string, Set<string>>;
}

/** Reads the state from a query string, as far as the page has such facets. */
export function readState(query: string, facets: readonly string[]): SearchState {
  const params = new URLSearchParams(query);
  const sort = SORTS.find((one) => one === params.get("sort")) ?? "";
  const chosen = new Map<string, Set<string>>();
  for (const facet of facets) {
    const values = params.getAll(facet);
    if (values.length > 0) chosen.set(facet, new Set(values));
  }
  return { words: params.get("q") ?? "", sort, chosen };
}

/** Writes the state as a query string, empty or with `?`. */
export function writeState({ words, sort, chosen }: SearchState): string {
  const params = new URLSearchParams();
  if (words.trim() !== "") params.set("q", words.trim());
  for (const [facet, values] of chosen) for (const value of values) params.append(facet, value);
  if (sort !== "") params.set("sort", sort);
  const query = params.toString();
  return query === "" ? "" : `?${query}`;
}
