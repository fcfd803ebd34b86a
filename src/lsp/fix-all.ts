import { type Edit, isSafe } from "../model/diagnostic.js";
import { applyFixes } from "../session/apply-fixes.js";
import type { Located } from "./workspace.js";

/** The one change to a file that makes all its safe fixes, as `check --fix` does. */
export async function fixAll({ session, path }: Located): Promise<Edit | null> {
  const checked = await session.latest();
  const before = checked?.sources.get(path)?.text;
  if (checked === null || before === undefined) return null;
  const fixed = await applyFixes(
    session.root,
    checked,
    session.request(),
    ({ file }, suggestion) => file === path && isSafe(suggestion),
  );
  const text = fixed.changed.get(path);
  // What was typed meanwhile must not be lost.
  return text === undefined || session.source(path)?.text !== before ? null : difference(before, text);
}

/** The change of the lines in which two texts differ, so that an editor keeps its place in the others. */
export function difference(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  start = before.lastIndexOf("\n", start - 1) + 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const newline = before.indexOf("\n", before.length - tail - 1);
  const end = newline < 0 ? before.length : newline + 1;
  return { start, end, text: after.slice(start, after.length - (before.length - end)) };
}
