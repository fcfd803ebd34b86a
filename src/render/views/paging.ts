/** How many incidents a page of a list holds. */
export const PER_PAGE = 50;

/** Where one is in a list that goes over several pages. `pages` is empty for a list on one page. */
export interface Pager {
  number: number;
  pages: { number: number; path: string; current: boolean }[];
  newer: string | null;
  older: string | null;
}

/** One page of a list. */
export interface PageOf<T> {
  path: string;
  items: T[];
  pager: Pager;
}

/**
 * Cuts a list into pages: the first at `path`, the others beside it in `page-2/` and so on. An empty list is one page.
 * @param path ends in `index.html`
 */
export function paged<T>(path: string, items: readonly T[], size: number): PageOf<T>[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  const pathOf = (number: number) => numbered(path, number);
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return numbers.map((number) => ({
    path: pathOf(number),
    items: items.slice((number - 1) * size, number * size),
    pager: {
      number,
      pages:
        count === 1 ? [] : numbers.map((other) => ({ number: other, path: pathOf(other), current: other === number })),
      newer: number > 1 ? pathOf(number - 1) : null,
      older: number < count ? pathOf(number + 1) : null,
    },
  }));
}

/** The page of a list that holds the item at an index. */
export function pageOf(path: string, index: number, size: number): string {
  return numbered(path, Math.floor(index / size) + 1);
}

function numbered(path: string, number: number): string {
  return number === 1 ? path : path.replace(/index\.html$/, `page-${number}/index.html`);
}

/** The title of a page of a list: the first has the plain one. */
export function pageTitle(title: string, { number }: Pager): string {
  return number === 1 ? title : `${title}, page ${number}`;
}
