import type { Source } from "../model/source.js";

/** Git's conflict markers. `=======` is not included, because it also underlines a heading. */
const MARKER = /^(?:<{7}|>{7}|\|{7})(?: .*)?$/gm;

/** The offsets of git's conflict markers in a text: `<<<<<<<`, `|||||||` and `>>>>>>>` at the start of a line. */
export function conflictMarkers({ text }: Source): { start: number; end: number }[] {
  if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return [];
  return Array.from(text.matchAll(MARKER), ({ index, 0: line }) => ({
    start: index,
    end: index + line.trimEnd().length,
  }));
}
