/** Items of several parts, in order. */
export interface SortedParts<T> {
  parts: ReadonlySet<readonly T[]>;
  sorted: readonly T[];
}

/** With more new items than this share of all, sorting all is faster than putting them in their places. */
const MAX_NEW_SHARE = 0.1;

/**
 * Sorts the items of all parts.
 * @param before the items of parts most of which are among these: the rest of them does not need to be sorted again
 */
export function sortParts<T>(
  all: readonly (readonly T[])[],
  compare: (a: T, b: T) => number,
  before?: SortedParts<T>,
): SortedParts<T> {
  const parts = new Set(all);
  const added = before ? all.filter((part) => !before.parts.has(part)).flat() : [];
  if (before === undefined || added.length > before.sorted.length * MAX_NEW_SHARE)
    return { parts, sorted: all.flat().sort(compare) };
  const gone = new Set([...before.parts].filter((part) => !parts.has(part)).flat());
  added.sort(compare);
  const sorted: T[] = [];
  let next = 0;
  for (const item of before.sorted) {
    if (gone.has(item)) continue;
    for (let one = added[next]; one !== undefined && compare(one, item) < 0; one = added[++next]) sorted.push(one);
    sorted.push(item);
  }
  return { parts, sorted: [...sorted, ...added.slice(next)] };
}
