/** The chain of every incident that is in one: sets that are the same object for all their members. */
export function chainsOf(declared: readonly { later: string; earlier: string }[]): Map<string, Set<string>> {
  const chains = new Map<string, Set<string>>();
  for (const { later, earlier } of declared) {
    const [a, b] = [chains.get(later) ?? new Set([later]), chains.get(earlier) ?? new Set([earlier])];
    const [small, large] = a.size < b.size ? [a, b] : [b, a];
    for (const id of small) large.add(id);
    for (const id of [...small, later, earlier]) chains.set(id, large);
  }
  return chains;
}
