import type { StepOutcome } from "../../../../measure/choreography.js";
import type { Mark } from "../../../../model/marks.js";
import type { Range } from "../../../../model/values/range.js";
import type { TimelineItem } from "../timeline.js";

/** A step at an event. Only its first event has a label. */
interface PointStep {
  number: number;
  title: string;
  outcome: StepOutcome;
  first: boolean;
}

/** An event with a place on the axis. */
export interface ChartPoint {
  /** The event in the list below. */
  item: TimelineItem;
  at: Range;
  /** Where it is drawn: the middle of what is known of it. */
  middle: number;
  /** When it was, in few words. Empty for what has no label. */
  when: string;
  /** What other sources say too. Null where no other says anything. */
  disputed: Range | null;
  marks: Mark[];
  steps: PointStep[];
}
