import type { Range } from "../../../../model/values/range.js";
import { formatDurationRange } from "../../../kit/formats/format-duration.js";

const DAY = 86_400_000;
const MINUTE = 60_000;

/** A duration for a label in a picture: whole days from two days up, no seconds from an hour up. */
export function roughDuration({ from, to }: Range): string {
  const unit = from >= 2 * DAY ? DAY : from >= 60 * MINUTE ? MINUTE : 1;
  const round = (ms: number) => Math.round(ms / unit) * unit;
  return formatDurationRange({ from: round(from), to: round(to) });
}
