import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../../util/time-units.js";
import { el, percent, type SvgElement } from "../../../kit/charts/svg.js";
import { roughDuration } from "./rough-duration.js";

const LENGTHS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 180, 365, 730, 1825].map((n) => n * DAY_MS),
];

/** Maximum length as a share of the width. */
const LONGEST = 0.16;

/** A scale bar as on a map. Null for a chart of no duration or of more than decades. */
export function scaleBar(perWidth: number, y: number): SvgElement | null {
  const length = LENGTHS.findLast((one) => one / perWidth <= LONGEST);
  if (length === undefined || perWidth === 0) return null;
  const share = length / perWidth;
  return el(
    "g",
    { class: "scale" },
    el("line", { x2: percent(share), y1: y, y2: y }),
    el("line", { y1: y - 4, y2: y + 4 }),
    el("line", { x1: percent(share), x2: percent(share), y1: y - 4, y2: y + 4 }),
    el("text", { x: percent(share), dx: 6, y: y + 4 }, roughDuration({ from: length, to: length })),
  );
}
