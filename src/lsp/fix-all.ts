import { applyEdits } from "../edit/apply-edits.js";
import type { Diagnostic, Edit } from "../model/diagnostic.js";
import { check } from "../pipeline.js";
import type { Located } from "./workspace.js";

/** Whether nobody's judgement is needed. To say that evidence is right as it is now needs one. */
export function isMechanical({ fix }: Diagnostic): boolean {
  return fix?.kind === "mechanical";
}

/**
 * The one change to a file that makes all its mechanical fixes. They are made in rounds, as `check --fix` does: what two
 * findings want to change at one place takes two.
 */
export async function fixAll({ session, path }: Located): Promise<Edit | null> {
  let checked = await session.latest();
  const request = session.request();
  const overlay = new Map(request.overlay);
  const before = checked?.sources.get(path)?.text;
  if (before === undefined) return null;
  let text = before;
  for (let round = 0; round < 20; round++) {
    const fixes = checked?.diagnostics.filter((one) => one.file === path && isMechanical(one)) ?? [];
    if (fixes.length === 0) break;
    text = applyEdits(
      text,
      fixes.flatMap(({ fix }) => (fix ? [fix.edits] : [])),
    ).text;
    overlay.set(path, Buffer.from(text));
    checked = await check(session.root, { ...request, overlay });
  }
  // Whoever typed meanwhile keeps what they typed.
  return text === before || session.source(path)?.text !== before ? null : difference(before, text);
}

/** The stretch of lines in which two texts differ, so that an editor keeps its place in the others. */
function difference(before: string, after: string): Edit {
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
