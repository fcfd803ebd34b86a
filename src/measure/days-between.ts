import { DAY_MS } from "../util/time-units.js";

/** Whole days from one day to another; 0 where the second is earlier, as for an action done before its incident. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));
}
