/** A line between two columns, by the places of its ends. */
export type Line = readonly [left: number, right: number];

const SWEEPS = 4;

/**
 * Orders two columns so that the lines between them cross little: each entry moves to the middle of those it is joined to,
 * a few times in turn, and the best of these orders is kept. What has no line stays where it is.
 * @returns the old places of both columns in their new order
 */
export function untangle(lefts: number, rights: number, lines: readonly Line[]): { left: number[]; right: number[] } {
  let [left, right] = [range(lefts), range(rights)];
  let best = { left, right, crossings: crossings(left, right, lines) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep++) {
    right = byMiddle(right, left, (place) => lines.flatMap(([a, b]) => (b === place ? [a] : [])));
    left = byMiddle(left, right, (place) => lines.flatMap(([a, b]) => (a === place ? [b] : [])));
    const count = crossings(left, right, lines);
    if (count < best.crossings) best = { left, right, crossings: count };
  }
  return { left: best.left, right: best.right };
}

function byMiddle(column: readonly number[], other: readonly number[], joined: (place: number) => number[]): number[] {
  const placeOf = inverse(other);
  const middle = new Map(
    column.map((place, at) => {
      const places = joined(place).map((one) => placeOf[one] ?? 0);
      return [place, places.length === 0 ? at : places.reduce((sum, one) => sum + one, 0) / places.length];
    }),
  );
  return [...column].sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0));
}

function crossings(left: readonly number[], right: readonly number[], lines: readonly Line[]): number {
  const [lefts, rights] = [inverse(left), inverse(right)];
  const ends = lines.map(([a, b]) => [lefts[a] ?? 0, rights[b] ?? 0] as const);
  let count = 0;
  for (const [a, b] of ends) for (const [c, d] of ends) if (a < c && b > d) count++;
  return count;
}

/** Where each entry stands. */
function inverse(order: readonly number[]): number[] {
  const places: number[] = [];
  for (const [at, entry] of order.entries()) places[entry] = at;
  return places;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}
