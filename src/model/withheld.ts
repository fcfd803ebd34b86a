import { WITHHELD_TEXT } from "./kinds.js";
import { blankReason, isBlank } from "./values/blank.js";

/** Whether all that an audience may know of an answer is that it is withheld: the blank in its place, or a list of nothing else. */
export function isWithheldAnswer(value: unknown): boolean {
  if (isBlank(value)) return blankReason(value).reason === WITHHELD_TEXT;
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry: unknown) => Object.values(entry as object).includes(WITHHELD_TEXT))
  );
}
