import { el, percent, printSvg, type SvgElement } from "../../../kit/charts/svg.js";
import { textWidth } from "../../../kit/charts/text-width.js";
import type { Break, BrokenAxis } from "./broken-axis.js";
import type { ChartPoint } from "./chart-point.js";
import { markFlag, type PlacedFlags, stepFlag } from "./flags.js";
import { type Background, BLIND_HEIGHT, phaseBand } from "./phase-band.js";
import { scaleBar } from "./scale-bar.js";
import { uncertainTimes } from "./uncertain-times.js";

/** The axis and the places of all labels. */
export interface Layout {
  axis: BrokenAxis;
  marks: PlacedFlags;
  steps: PlacedFlags;
}

/** The label under the band: the detection delay, or how early the alarm came. */
export interface DetectionLabel {
  /** The time between `began` and `detected`, in milliseconds since the epoch. */
  from: number;
  to: number;
  words: string;
  isBlind: boolean;
}

/** The narrowest picture, in pixels: labels are placed so that they fit it. Narrower screens show rows. */
export const MIN_WIDTH = 690;

/** The room at the right comes in steps of so many pixels. */
export const ROOM_STEP = 16;
export const MAX_ROOM = 22;

/** From one bar of an uncertain time to the next above it. */
const BAR_ROW = 5;

const MARK_ROW = 18;
const STEP_ROW = 23;
const LANE = 19;

interface Drawing extends Layout {
  points: readonly ChartPoint[];
  /** How much of the width is left free at the right, in steps of 16 pixels. */
  room: number;
  detection: DetectionLabel | null;
}

/** Marks on poles above the band, steps on poles below it, the scale at the bottom. */
export function drawTimelineChart({ points, axis, marks, steps, room, detection }: Drawing): string {
  const bars = uncertainTimes(points, axis);
  const [over, under] = [bars.rows.above * BAR_ROW, bars.rows.below * BAR_ROW];
  const y = marks.rows * MARK_ROW + 12 + over + BLIND_HEIGHT / 2;
  const [top, bottom] = [y - BLIND_HEIGHT / 2, y + BLIND_HEIGHT / 2];
  const band = phaseBand(points, axis.x, y);
  const lane = bottom + under;
  const stepTop = lane + (detection === null ? 4 : LANE) + STEP_ROW / 2 + 8;
  const end =
    steps.rows === 0 ? lane + (detection === null ? 0 : LANE) : stepTop + steps.rows * STEP_ROW - STEP_ROW / 2;
  const height = end + 30;
  const markRow = (level: number) => top - over - 13 - level * MARK_ROW;
  const stepRow = (level: number) => stepTop + level * STEP_ROW;
  const tree = el(
    "svg",
    {
      class: `course-picture room-${room}`,
      width: "100%",
      height,
      role: "group",
      "aria-labelledby": "course-title course-text",
    },
    el("title", { id: "course-title" }, "The course of the incident, drawn to scale"),
    el("desc", { id: "course-text" }, describe(points, axis, detection)),
    ...band.elements,
    ...axis.breaks.map((one) => breakSign(one, y, band.at((one.signFrom + one.signTo) / 2))),
    ...bars.draw(top, bottom),
    ...points
      .filter((point) => point.marks.length === 0 && point.steps.length === 0)
      .flatMap((point) => dot(point, axis, y)),
    ...marks.flags.map((flag) => markFlag(flag, bottom, markRow)),
    ...steps.flags.map((flag) => stepFlag(flag, top + 5, stepRow)),
    detection === null ? null : detectionText(detection, axis, steps, MIN_WIDTH - room * ROOM_STEP, lane + 15),
    scaleBar(axis.perWidth, height - 8),
  );
  return printSvg(tree);
}

/** Between a pole and the label under the band that stands beside it. */
const POLE_GAP_PX = 6;

/**
 * Runs to the right from the start of the blind time, or to the left from its end if a pole would cross it; where one
 * would cross it there too, it begins beside the first pole after which there is room.
 */
function detectionText(
  detection: DetectionLabel,
  axis: BrokenAxis,
  steps: PlacedFlags,
  width: number,
  y: number,
): SvgElement {
  const [from, to] = [axis.x(detection.from) * width, axis.x(detection.to) * width];
  const length = textWidth(detection.words, 12, true);
  const poles = steps.flags.map(({ x, shift }) => ({ x, at: x * width + shift, shift })).sort((a, b) => a.at - b.at);
  const isFree = (left: number, right: number) =>
    left >= 0 && right <= MIN_WIDTH && !poles.some(({ at }) => at > left && at < right);
  const text = (at: { x: number; dx?: number; anchor?: "end" }) =>
    el(
      "text",
      {
        class: detection.isBlind ? "unseen" : "early",
        x: percent(at.x),
        dx: at.dx ?? null,
        y,
        "text-anchor": at.anchor ?? null,
      },
      detection.words,
    );
  if (isFree(from, from + length)) return text({ x: axis.x(detection.from) });
  if (isFree(to - length, to)) return text({ x: axis.x(detection.to), anchor: "end" });
  const after = poles.find(({ at }) => at > from && isFree(at + POLE_GAP_PX, at + POLE_GAP_PX + length));
  if (after !== undefined) return text({ x: after.x, dx: Math.round(after.shift) + POLE_GAP_PX });
  const before = poles.findLast(({ at }) => at < to && isFree(at - POLE_GAP_PX - length, at - POLE_GAP_PX));
  if (before !== undefined) return text({ x: before.x, dx: Math.round(before.shift) - POLE_GAP_PX, anchor: "end" });
  return text({ x: axis.x(detection.from) });
}

/** What is left out of the axis: a cut at both ends, and its length between them. */
function breakSign({ signFrom, signTo, label }: Break, y: number, ground: Background): SvgElement {
  const cut = (share: number, away: number) =>
    el(
      "svg",
      { x: percent(share), overflow: "visible" },
      el("path", { class: "cut", d: `M${away - 4} ${y + 15}L${away + 4} ${y - 15}` }),
      el("path", { class: "cut-line", d: `M${away - 4} ${y + 15}L${away + 4} ${y - 15}` }),
    );
  return el(
    "g",
    {},
    ground !== "axis" ? null : el("line", { class: "gap", x1: percent(signFrom), x2: percent(signTo), y1: y, y2: y }),
    cut(signFrom, 6),
    cut(signTo, -6),
    el("text", { class: `gap-label on-${ground}`, x: percent((signFrom + signTo) / 2), y: y + 4 }, label),
  );
}

/** An event without mark or step; not drawn inside a break of the axis. */
function dot({ middle, item }: ChartPoint, axis: BrokenAxis, y: number): SvgElement[] {
  const x = axis.x(middle);
  if (axis.breaks.some(({ from, to }) => x > from && x < to)) return [];
  const title = item.text === null ? null : el("title", {}, item.text);
  return [el("circle", { class: "event-dot", cx: percent(x), cy: y, r: 2.5 }, title)];
}

/** The text alternative of the chart. */
function describe(points: readonly ChartPoint[], axis: BrokenAxis, detection: DetectionLabel | null): string {
  const named = points.flatMap((point) => {
    const names = [...point.marks, ...point.steps.map((step) => `step ${step.number}`)];
    return names.length === 0 ? [] : [`${names.join(", ")} ${point.when}`];
  });
  return [
    `In the order of time: ${named.join("; ")}.`,
    detection === null ? null : `It was ${detection.words}.`,
    axis.breaks.length === 0 ? null : `Left out of the axis: ${axis.breaks.map(({ label }) => label).join(", ")}.`,
    "Every event is in the list below.",
  ]
    .filter((part) => part !== null)
    .join(" ");
}
