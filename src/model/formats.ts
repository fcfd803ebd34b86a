import { webFault } from "./link-target.js";
import { parseSpan } from "./values/duration.js";
import { parseMoment, precisionOf } from "./values/time.js";

/** The string formats that the schemas use, by name: each says whether a text has it. */
export const formats: Record<string, (text: string) => boolean> = {
  "inquest-time": (text) => parseMoment(text) !== undefined,
  "inquest-day": (text) => precisionOf(text) === "day" && parseMoment(text) !== undefined,
  "inquest-duration": (text) => parseSpan(text) !== undefined,
  "inquest-zone": isZone,
  "inquest-url": (text) => /^https?:\/\/[^\s]+$/.test(text) && webFault(text) === undefined,
};

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
