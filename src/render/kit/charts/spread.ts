/**
 * Moves places apart until neighbours are at least `gap` from each other, each group as little as possible around its
 * own middle (the pool-adjacent-violators algorithm).
 * @param places in ascending order
 */
export function spread(places: readonly number[], gap: number): number[] {
  // Subtracting `gap` times the index turns "at least `gap` apart" into "not descending".
  const groups: { sum: number; count: number }[] = [];
  places.forEach((place, at) => {
    let group = { sum: place - at * gap, count: 1 };
    for (let before = groups.at(-1); before && mean(before) > mean(group); before = groups.at(-1)) {
      groups.pop();
      group = { sum: before.sum + group.sum, count: before.count + group.count };
    }
    groups.push(group);
  });
  return groups.flatMap((group) => Array.from({ length: group.count }, () => mean(group))).map((x, at) => x + at * gap);
}

function mean({ sum, count }: { sum: number; count: number }): number {
  return sum / count;
}
