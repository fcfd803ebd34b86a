import type { DetectionDelay } from "../detection-delay.js";
import { writtenDuration } from "./written.js";

export function detectionDelayFigures({ classes, incidents }: DetectionDelay) {
  return {
    classes: [...classes.values()].map(({ class: id, incidents: all, n, median }) => ({
      class: id,
      incidents: all,
      n,
      median: writtenDuration(median),
    })),
    incidents: [...incidents.values()].map((one) => ({
      incident: one.incident,
      class: one.class,
      counted: one.counted,
      delay: writtenDuration(one.delay),
      basis: one.stated ? "stated" : one.derived ? "derived" : null,
      blind_time: writtenDuration(one.blind),
      fault_latency: writtenDuration(one.latency),
      triage: writtenDuration(one.triage),
    })),
  };
}
