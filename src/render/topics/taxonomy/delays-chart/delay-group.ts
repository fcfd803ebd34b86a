import type { IncidentDetection } from "../../../../measure/detection-delay.js";
import type { Range } from "../../../../model/values/range.js";
import type { ClassMark } from "../../../shared/class-mark.js";

/** One group of incidents whose delays are drawn in one strip. */
export interface DelayGroup {
  title: string;
  /** The mark of the group; null where it is no class. */
  mark: ClassMark | null;
  /** Where a bar leads, from the root of the site. */
  path: string | null;
  /** Published incidents of the group. */
  incidents: number;
  /** Those whose delay is known, the longest first. */
  known: readonly IncidentDetection[];
  median: Range | null;
  /** Whether the page is about it; the others are there to compare. */
  current: boolean;
}
