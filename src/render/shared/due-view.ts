import type { Due } from "../../measure/drill-run.js";
import { formatDuration } from "../kit/formats/format-duration.js";

/** Whether an interval is kept, in words. */
export interface DueView {
  interval: string;
  words: string;
  overdue: boolean;
}

/** Null without an interval, and for third-party collections, which have no duty to keep one. */
export function dueView(interval: number | null, due: Due): DueView | null {
  if (interval === null || due === null) return null;
  const words = { "in-time": "within its interval", overdue: "overdue", never: "overdue: never on record" };
  return { interval: formatDuration(interval), words: words[due], overdue: due !== "in-time" };
}
