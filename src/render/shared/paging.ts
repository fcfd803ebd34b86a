/** How many incidents a page of a list holds. */
export const PER_PAGE = 50;

/** How many pages the pager links on either side of the current one. */
const NEIGHBOUR_PAGES = 2;

/** The position in a list of several pages. `pages` is empty for a list of one page. */
export interface Pager {
  number: number;
  /** The first, the last, and those around the current one; with a `gap` some are left out before it. */
  pages: { number: number; path: string; current: boolean; gap: boolean }[];
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
        count === 1
          ? []
          : shownOf(count, number).map((other, at, all) => ({
              number: other,
              path: pathOf(other),
              current: other === number,
              gap: at > 0 && other - (all[at - 1] ?? 0) > 1,
            })),
      newer: number > 1 ? pathOf(number - 1) : null,
      older: number < count ? pathOf(number + 1) : null,
    },
  }));
}

/** A gap of one page is no shorter than that page. */
function shownOf(count: number, number: number): number[] {
  const [from, to] = [number - NEIGHBOUR_PAGES, number + NEIGHBOUR_PAGES];
  return Array.from({ length: count }, (_, at) => at + 1).filter(
    (other) =>
      other === 1 ||
      other === count ||
      (other >= from && other <= to) ||
      (other === 2 && from === 3) ||
      (other === count - 1 && to === count - 2),
  );
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
