import type { StepTaken } from "../../../measure/choreography.js";
import { formatOffset } from "../../kit/formats/format-duration.js";

/** When a step was taken. */
export interface StepTime {
  /** `+25 min`, `−5 min`, `within 3 min`. */
  text: string;
  /** Whether it counts from the start of the failure, because the time of detection is not known. */
  fromStart: boolean;
}

/** From detection to a step, else from the start of the failure; null where neither is known. */
export function stepTime({ sinceDetection, offset }: StepTaken): StepTime | null {
  if (sinceDetection) return { text: formatOffset(sinceDetection), fromStart: false };
  return offset ? { text: formatOffset(offset), fromStart: true } : null;
}
