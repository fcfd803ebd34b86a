import type { Pagefind, SearchOptions, SearchResponse } from "./pagefind.js";
import type { SearchState } from "./search-state.js";

/** The results of a search, and for each facet how many results each of its values would give. */
export interface Found {
  results: SearchResponse["results"];
  counts: ReadonlyMap<string, Record<string, number>>;
}

/** Asks the index. The numbers of a facet count what there would be without its own ticks, as its values add up. */
export async function ask(pagefind: Pagefind, state: SearchState, facets: readonly string[]): Promise<Found> {
  const response = await pagefind.search(termOf(state), optionsOf(state));
  const counts = await Promise.all(
    facets.map(async (facet): Promise<[string, Record<string, number>]> => {
      const ticked = state.chosen.has(facet);
      const { filters } = ticked ? await pagefind.search(termOf(state), optionsOf(state, facet)) : response;
      return [facet, filters[facet] ?? {}];
    }),
  );
  return { results: response.results, counts: new Map(counts) };
}

/** Whether words are asked for, so that there is something to show an excerpt of. */
export function hasWords({ words }: SearchState): boolean {
  return words.trim() !== "";
}

/** How many were found, in words. */
export function statusText(n: number, state: SearchState): string {
  const narrowed = state.chosen.size > 0;
  if (n > 0) return `${n} ${n === 1 ? "postmortem" : "postmortems"}${narrowed || hasWords(state) ? " found" : ""}`;
  return narrowed
    ? "Nothing matches. Fewer filters may help, or other words."
    : "Nothing matches. Other words may help: shorter ones, or the name of a service.";
}

/** Null asks for everything that the facets allow. */
function termOf(state: SearchState): string | null {
  return hasWords(state) ? state.words.trim() : null;
}

function optionsOf(state: SearchState, without?: string): SearchOptions {
  const filters = Object.fromEntries(
    [...state.chosen].filter(([name]) => name !== without).map(([name, values]) => [name, { any: [...values] }]),
  );
  // Without words nothing matches better than anything else.
  const order = state.sort === "" && !hasWords(state) ? "newest" : state.sort;
  return order === "" ? { filters } : { filters, sort: { date: order === "newest" ? "desc" : "asc" } };
}
