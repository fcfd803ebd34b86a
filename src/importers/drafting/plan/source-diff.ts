import { structuredPatch } from "diff";

/** In lines: how much of the unchanged text a diff shows around a change. */
const CONTEXT_LINES = 2;
/** In changes: files that differ in more are not compared line by line. */
const MAX_CHANGES = 2000;
/** In lines: how much of a diff is shown. */
const MAX_SHOWN_LINES = 200;

/** The changes from one text to another as the body of a unified diff; a note where they are too many to compare. */
export function sourceDiff(before: string, after: string): string {
  const [a, b] = [before, after].map((text) => text.replace(/\r\n?/g, "\n"));
  const patch = structuredPatch("", "", a ?? "", b ?? "", "", "", {
    context: CONTEXT_LINES,
    maxEditLength: MAX_CHANGES,
  });
  if (patch === undefined) return "(too many changes to compare)";
  const lines = patch.hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines.filter((line) => !line.startsWith("\\")),
  ]);
  const rest = lines.length - MAX_SHOWN_LINES;
  return [...lines.slice(0, MAX_SHOWN_LINES), ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join("\n");
}
