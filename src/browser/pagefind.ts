/** What we use of Pagefind's browser API (version 1.6). */
export interface Pagefind {
  options(options: { excerptLength?: number; baseUrl?: string }): Promise<void>;
  init(): Promise<void>;
  filters(): Promise<unknown>;
  search(term: string | null, options: SearchOptions): Promise<SearchResponse>;
}

export interface SearchOptions {
  filters: Record<string, { any: string[] }>;
  sort?: Record<string, "asc" | "desc">;
}

export interface SearchResponse {
  results: { id: string; data: () => Promise<ResultData> }[];
  /** Values of every facet among the results, with their numbers. */
  filters: Record<string, Record<string, number>>;
}

export interface ResultData {
  url: string;
  /** HTML with `<mark>` around what was found. */
  excerpt: string;
  meta: Record<string, string>;
  filters: Record<string, string[]>;
}

/** Loads Pagefind from beside the page; the root of the site is one folder up. */
export async function loadPagefind(): Promise<Pagefind> {
  const root = new URL("../", document.baseURI);
  const pagefind = (await import(/* @vite-ignore */ new URL("pagefind/pagefind.js", root).href)) as Pagefind;
  await pagefind.options({ excerptLength: 32, baseUrl: root.pathname });
  await pagefind.init();
  // Loads the facets, without which searches count nothing.
  await pagefind.filters();
  return pagefind;
}
