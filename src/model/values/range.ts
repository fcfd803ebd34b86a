/** The smallest and the largest value that the true one can have: milliseconds since the epoch for times, milliseconds for durations, numbers for counts. */
export interface Range {
  from: number;
  to: number;
}

/** The smallest range that contains all of the given ones, or undefined for none. */
export function hull(ranges: readonly Range[]): Range | undefined {
  if (ranges.length === 0) return undefined;
  return { from: Math.min(...ranges.map((range) => range.from)), to: Math.max(...ranges.map((range) => range.to)) };
}

/** What lies between two times: the shortest and the longest duration that both ranges allow. */
export function between(start: Range, end: Range): Range {
  return { from: end.from - start.to, to: end.to - start.from };
}

/** Whether `a` comes after `b` whatever the true values are. */
export function certainlyAfter(a: Range, b: Range): boolean {
  return a.from > b.to;
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

export function isExact(range: Range): boolean {
  return range.from === range.to;
}

/** Whether both ends are known. */
export function isBounded({ from, to }: Range): boolean {
  return Number.isFinite(from) && Number.isFinite(to);
}

/** The range with an infinite end replaced by the other one, to place it on an axis; undefined where neither is known. */
export function withoutOpenEnd({ from, to }: Range): Range | undefined {
  if (Number.isFinite(from)) return { from, to: Number.isFinite(to) ? to : from };
  return Number.isFinite(to) ? { from: to, to } : undefined;
}

/** Where a range stands in an order or on an axis: its middle, or its known end. Null where neither end is known. */
export function middleOf(range: Range): number | null {
  const known = withoutOpenEnd(range);
  return known === undefined ? null : (known.from + known.to) / 2;
}
