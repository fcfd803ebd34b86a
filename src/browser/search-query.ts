import type { Pagefind, SearchOptions, SearchResponse } from "./pagefind.js";
import type { SearchState, Sort } from "./search-state.js";

/** The results of a search, and for each facet how many results each of its values would give. */
export interface Found {
  results: SearchResponse["results"];
  counts: ReadonlyMap<string, Record<string, number>>;
  /** How many of the results are drills. */
  drills: number;
  /** Without results: how many there would be without a facet, or (`""`) without the words. */
  without: ReadonlyMap<string, number>;
}

/** The keys of the index that results are sorted by. */
const ORDER: Readonly<Record<Sort, Record<string, "asc" | "desc">>> = {
  newest: { date: "desc" },
  oldest: { date: "asc" },
  longest: { longest: "desc" },
  shortest: { shortest: "asc" },
};

/** Searches the index. The counts of a facet ignore its own selection, because its values are alternatives. */
export async function ask(pagefind: Pagefind, state: SearchState, facets: readonly string[]): Promise<Found> {
  const response = await pagefind.search(termOf(state), optionsOf(state));
  const without = new Map<string, number>();
  const counts = await Promise.all(
    facets.map(async (facet): Promise<[string, Record<string, number>]> => {
      if (!state.chosen.has(facet)) return [facet, response.filters[facet] ?? {}];
      const wider = await pagefind.search(termOf(state), optionsOf(state, facet));
      without.set(facet, wider.results.length);
      return [facet, wider.filters[facet] ?? {}];
    }),
  );
  if (response.results.length > 0) without.clear();
  else if (hasWords(state)) without.set("", (await pagefind.search(null, optionsOf(state))).results.length);
  const drills = response.filters.type?.drill ?? 0;
  return { results: await archivedLast(pagefind, state, response), drills, counts: new Map(counts), without };
}

/** Archived documents come after all others, whatever the order. */
async function archivedLast(
  pagefind: Pagefind,
  state: SearchState,
  { results, filters }: SearchResponse,
): Promise<SearchResponse["results"]> {
  const archived = filters.status?.archived ?? 0;
  if (archived === 0 || archived === results.length) return results;
  const options = optionsOf(state, "status");
  const only = await pagefind.search(termOf(state), {
    ...options,
    filters: { ...options.filters, status: { any: ["archived"] } },
  });
  const ids = new Set(only.results.map(({ id }) => id));
  return [...results.filter(({ id }) => !ids.has(id)), ...results.filter(({ id }) => ids.has(id))];
}

/** Whether words are asked for, so that there is something to show an excerpt of. */
export function hasWords({ words }: SearchState): boolean {
  return words.trim() !== "";
}

/** How many were found, in words. */
export function statusText({ results, drills }: Found, state: SearchState): string {
  const narrowed = state.chosen.size > 0;
  const parts = [
    [results.length - drills, "postmortem"],
    [drills, "drill"],
  ] as const;
  const words = parts.flatMap(([n, noun]) => (n === 0 ? [] : [`${n} ${noun}${n === 1 ? "" : "s"}`])).join(" and ");
  if (words !== "") return `${words}${narrowed || hasWords(state) ? " found" : ""}`;
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
  // Without words there is no relevance to sort by.
  const order = state.sort === "" && !hasWords(state) ? "newest" : state.sort;
  return order === "" ? { filters } : { filters, sort: ORDER[order] };
}
