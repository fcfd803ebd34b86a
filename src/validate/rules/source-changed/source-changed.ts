import { isDeepStrictEqual } from "node:util";
import { FILE_START } from "../../../model/place.js";
import { isLockOf, type SourceDeclaration } from "../../../model/repository-source.js";
import { defineRule, type RuleProblem } from "../../rule.js";

const LOOK = "Look whether the repository is the one that it should be: the next inquest update fetches from it";

/**
 * A source is what it was when the lock was written and, where changes are checked, before these. What differs decides from
 * where the next update fetches.
 */
export const sourceChanged = defineRule({
  id: "source-changed",
  severity: "warning",
  *check({ files, collection, sources, configBefore }) {
    const config = files.find(({ parsed }) => parsed.file.role === "config")?.parsed;
    if (config?.data === undefined) return;
    const before =
      configBefore === undefined ? null : new Map(sourcesOf(configBefore).map((one) => [nameOf(one), one]));
    const written = sourcesOf(config.data);
    for (const source of written) {
      const name = nameOf(source);
      const old = before?.get(name);
      const isChanged = before !== null && !isDeepStrictEqual(old, source);
      const declared = collection.config.sources?.find((one) => one.name === name);
      const isUnlocked = declared !== undefined && isOfOtherLock(declared, sources?.locked ?? null);
      if (!isChanged && !isUnlocked) continue;
      const word = isChanged && old === undefined ? "New" : "Changed";
      yield {
        file: config.path,
        place: config.places.whole(source),
        message: `${word} source ${JSON.stringify(name)}${isChanged ? "" : ": inquest.lock was written for another address, branch or folder"}`,
        hint: LOOK,
        hideSource: true,
      } satisfies RuleProblem;
    }
    const names = new Set(written.map(nameOf));
    for (const name of before?.keys() ?? [])
      if (!names.has(name))
        yield {
          file: config.path,
          place: FILE_START,
          path: `sources/${name}`,
          message: `Removed source ${JSON.stringify(name)}`,
          hint: "Look whether something still refers to it: the next inquest update forgets it",
        };
  },
});

/** Whether the lock has a source of this name that is another. One that it does not have was never fetched. */
function isOfOtherLock(declared: SourceDeclaration, locked: readonly Parameters<typeof isLockOf>[0][] | null): boolean {
  const lock = locked?.find(({ name }) => name === declared.name);
  return lock !== undefined && !isLockOf(lock, declared);
}

function sourcesOf(config: unknown): object[] {
  const { sources } = (config ?? {}) as { sources?: unknown };
  return Array.isArray(sources) ? sources.filter((one) => typeof one === "object" && one !== null) : [];
}

function nameOf(source: object): string {
  return String((source as { name?: unknown }).name ?? "");
}
