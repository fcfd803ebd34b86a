import type { Edit } from "../model/diagnostic.js";

/**
 * Applies groups of edits to a text, in the order in which they are given. A group is applied whole or not at all: not if
 * its edits overlap, and not if it touches what an earlier group has changed.
 * @returns the text, and how many groups were applied
 */
export function applyEdits(text: string, groups: readonly (readonly Edit[])[]): { text: string; applied: number } {
  const taken: Edit[] = [];
  let applied = 0;
  for (const group of groups) {
    const overlaps = group.some((edit, index) =>
      [...taken, ...group.slice(0, index)].some((other) => overlap(edit, other)),
    );
    if (overlaps) continue;
    taken.push(...group);
    applied++;
  }
  taken.sort((a, b) => b.start - a.start);
  const result = taken.reduce((so, { start, end, text: by }) => so.slice(0, start) + by + so.slice(end), text);
  return { text: result, applied };
}

/** Two insertions at one place overlap too, because their order is undefined. */
function overlap(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
