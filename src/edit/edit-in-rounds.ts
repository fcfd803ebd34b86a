import type { Edit } from "../model/diagnostic.js";
import { applyEdits } from "./apply-edits.js";

/** Groups of edits by the path of their file. */
export type EditsByFile = ReadonlyMap<string, readonly (readonly Edit[])[]>;

/** Only edits that undo each other need more rounds. */
const MAX_ROUNDS = 20;

/**
 * Edits texts in rounds, until no edit is wanted or none can be applied: edits that overlap take one round each.
 * @param textOf the text of a file before the first round
 * @param wanted the edits that the texts still need, given those that have been changed
 * @returns the texts that were changed, by path, and how many groups of edits were applied
 */
export async function editInRounds(
  textOf: (path: string) => string,
  wanted: (changed: ReadonlyMap<string, string>) => EditsByFile | Promise<EditsByFile>,
): Promise<{ changed: ReadonlyMap<string, string>; applied: number }> {
  const changed = new Map<string, string>();
  let applied = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = applied;
    for (const [path, groups] of await wanted(changed)) {
      const edited = applyEdits(changed.get(path) ?? textOf(path), groups);
      if (edited.applied > 0) changed.set(path, edited.text);
      applied += edited.applied;
    }
    if (applied === before) break;
  }
  return { changed, applied };
}
