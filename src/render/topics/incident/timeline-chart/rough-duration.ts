import type { Range } from "../../../../model/values/range.js";
import { DAY_MS, MINUTE_MS } from "../../../../util/time-units.js";
import { formatDurationRange } from "../../../kit/formats/format-duration.js";

/** A duration for a label in a picture: whole days from two days up, no seconds from an hour up. */
export function roughDuration({ from, to }: Range): string {
  const unit = from >= 2 * DAY_MS ? DAY_MS : from >= 60 * MINUTE_MS ? MINUTE_MS : 1;
  const round = (ms: number) => Math.round(ms / unit) * unit;
  return formatDurationRange({ from: round(from), to: round(to) });
}
