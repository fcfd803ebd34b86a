const STOP = new Set([
  "the",
  "and",
  "for",
  "with",
  "from",
  "incident",
  "outage",
  "post",
  "mortem",
  "postmortem",
  "report",
  "issue",
  "of",
  "in",
  "on",
  "to",
  "a",
  "an",
  "is",
  "was",
  "due",
  "by",
]);

/**
 * Pairs of documents of one day whose titles share most of their words, at least one of them new.
 * @param drafts ids of new drafts
 * @param others ids that were there before
 */
export function sameIncidentPairs(drafts: readonly string[], others: readonly string[]): [string, string][] {
  const byDay = new Map<string, { id: string; isNew: boolean; words: Set<string> }[]>();
  const add = (id: string, isNew: boolean) => {
    const [, day, slug = ""] = /^(\d{4}-\d{2}-\d{2})-(.*)$/.exec(id) ?? [];
    if (day === undefined) return;
    const words = new Set(
      slug.split("-").filter((word) => word.length > 1 && !STOP.has(word) && !/^(?:19|20)\d\d$/.test(word)),
    );
    byDay.set(day, [...(byDay.get(day) ?? []), { id, isNew, words }]);
  };
  for (const id of [...new Set(others)].sort()) if (!drafts.includes(id)) add(id, false);
  for (const id of [...drafts].sort()) add(id, true);
  return [...byDay.values()].flatMap((group) =>
    group.flatMap((a, index) =>
      group.slice(index + 1).flatMap((b): [string, string][] => {
        const shared = [...a.words].filter((word) => b.words.has(word)).length;
        const all = a.words.size + b.words.size - shared;
        const alike =
          shared === all ||
          (shared > 1 && shared >= 0.6 * all) ||
          (shared > 2 && shared === Math.min(a.words.size, b.words.size));
        return alike && (a.isNew || b.isNew) ? [[a.id, b.id]] : [];
      }),
    ),
  );
}
