import { MIN_N_FOR_MEDIAN, MIN_N_FOR_QUARTILES, type Quartiles } from "../../measure/quartiles.js";
import type { Range } from "../../model/values/range.js";
import { formatDurationRange } from "../kit/formats/format-duration.js";

/** Quartiles in words, without their n. */
export function spreadOf(quartiles: Quartiles, write: (range: Range) => string = formatDurationRange): string {
  const { n, least, lower, median, upper, most } = quartiles;
  if (n === 1) return write(least);
  if (least.from === most.to) return `${write(least)} every time`;
  const words = (range: Range) => bracketed(write(range));
  const ends = `least ${words(least)}, most ${words(most)}`;
  if (median === null) return `${ends} (fewer than ${MIN_N_FOR_MEDIAN}, so no median)`;
  if (lower === null || upper === null)
    return `median ${words(median)}, ${ends} (fewer than ${MIN_N_FOR_QUARTILES}, so no quartiles)`;
  return `median ${words(median)}, quartiles ${words(lower)} and ${words(upper)}, ${ends}`;
}

/** A range in words that stands among other words: `(2 min to 1 h)`. */
function bracketed(text: string): string {
  return text.includes(" to ") ? `(${text})` : text;
}
