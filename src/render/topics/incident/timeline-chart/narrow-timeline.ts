import { isExact } from "../../../../model/values/range.js";
import { el, percent, printSvg } from "../../../kit/charts/svg.js";
import type { BrokenAxis } from "./broken-axis.js";
import type { ChartPoint } from "./chart-point.js";
import type { DetectionLabel } from "./draw-chart.js";
import { BLIND_HEIGHT, type Effect, effectAt, phaseBand } from "./phase-band.js";
import { scaleBar } from "./scale-bar.js";

/** The timeline for narrow screens: the band to scale without labels, and a row for each mark and step. */
export interface NarrowTimeline {
  svg: string;
  rows: NarrowRow[];
}

interface NarrowRow {
  /** The event in the list below. */
  id: string;
  when: string;
  isUncertain: boolean;
  marks: string | null;
  steps: { number: number; title: string; outcome: string }[];
  /** What is drawn from this row to the next one; null for the last. */
  until: Effect | "blind" | null;
  /** The detection delay, beside the mark where it begins. */
  note: string | null;
}

/** From the top of the picture to the middle of the band. */
const BAND_Y = BLIND_HEIGHT / 2 + 4;

export function narrowTimeline(
  points: readonly ChartPoint[],
  axis: BrokenAxis,
  detection: DetectionLabel | null,
): NarrowTimeline {
  const named = points.filter(({ marks, steps }) => marks.length > 0 || steps.length > 0);
  const rowOf = (mark: "began" | "detected") => named.findIndex(({ marks }) => marks.includes(mark));
  const noted = detection === null ? -1 : rowOf(detection.isBlind ? "began" : "detected");
  const isBlind = (at: number) => detection?.isBlind === true && rowOf("began") <= at && at < rowOf("detected");
  return {
    svg: strip(points, axis),
    rows: named.map((point, at): NarrowRow => {
      const next = named[at + 1];
      return {
        id: point.item.id,
        when: point.when,
        isUncertain: !isExact(point.at) || point.item.approximate,
        marks: point.marks.join(", ") || null,
        steps: point.steps.map(({ number, title, outcome }) => ({ number, title, outcome })),
        until: next === undefined ? null : isBlind(at) ? "blind" : effectAt(points, (point.middle + next.middle) / 2),
        note: at === noted ? (detection?.words ?? null) : null,
      };
    }),
  };
}

function strip(points: readonly ChartPoint[], axis: BrokenAxis): string {
  const height = 2 * BAND_Y + 18;
  const named = points.filter(({ marks, steps }) => marks.length > 0 || steps.length > 0);
  return printSvg(
    el(
      "svg",
      { class: "course-strip course-picture", width: "100%", height, "aria-hidden": "true" },
      ...phaseBand(points, axis.x, BAND_Y).elements,
      ...axis.breaks.map(({ signFrom, signTo }) =>
        el("line", { class: "gap", x1: percent(signFrom), x2: percent(signTo), y1: BAND_Y, y2: BAND_Y }),
      ),
      el(
        "g",
        { class: "poles" },
        ...named.map(({ middle }) => {
          const x = percent(axis.x(middle));
          return el("line", { x1: x, x2: x, y2: 2 * BAND_Y });
        }),
      ),
      scaleBar(axis.perWidth, height - 5),
    ),
  );
}
