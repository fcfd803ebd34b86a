import type { Source } from "../model/source.js";

/** The lines that git writes around two versions of a text. A line of `=` alone also underlines a heading. */
const MARKER = /^(?:<{7}|>{7}|\|{7})(?: .*)?$/gm;

/** The offsets of the conflict markers of git in a text: of `<<<<<<<`, `|||||||` and `>>>>>>>` at the start of a line. */
export function conflictMarkers({ text }: Source): { start: number; end: number }[] {
  if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return [];
  return Array.from(text.matchAll(MARKER), ({ index, 0: line }) => ({
    start: index,
    end: index + line.trimEnd().length,
  }));
}
