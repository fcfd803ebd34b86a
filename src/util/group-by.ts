/** Items under their keys, groups in the order of their first items, items in the order given. */
export function groupBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  // A group that grew has room for sixteen more; its copy has not.
  for (const [of, group] of groups) groups.set(of, group.slice());
  return groups;
}
