import { WITHHELD_TEXT } from "../../model/kinds.js";
import type { Blank } from "../../model/schema-types.js";
import { type BlankKind, blankReason } from "../../model/values/blank.js";

/** A blank as pages show it: its kind, its reason, and the gap that made the value unknown. */
export interface BlankView {
  word: string;
  reason: string;
  gap: string | null;
}

const WORDS: Readonly<Record<BlankKind, string>> = {
  unknown: "Unknown",
  unpublished: "Not published",
  not_applicable: "Not applicable",
  none: "None",
};

/** How a blank is shown. */
export function blankView(blank: Blank): BlankView {
  const { kind, reason, gap } = blankReason(blank);
  if (reason === WITHHELD_TEXT) return { word: WITHHELD_TEXT, reason: "It is internal", gap: null };
  return { word: WORDS[kind], reason, gap };
}
