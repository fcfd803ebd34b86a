import { isExact } from "../../../../model/values/range.js";
import { type Placed, placeFlags, spanOf } from "../../../kit/charts/place-flags.js";
import { spread } from "../../../kit/charts/spread.js";
import { el, percent, type SvgElement } from "../../../kit/charts/svg.js";
import { textWidth } from "../../../kit/charts/text-width.js";
import type { BrokenAxis } from "./broken-axis.js";
import type { ChartPoint } from "./chart-point.js";

/** What stands at a pole: a mark above the axis or a step below it. */
interface ChartFlag {
  point: ChartPoint;
  /** The names of marks, or the title of a step; empty for repeated steps. */
  name: string;
  time: string;
  /** Of a step. */
  number: number | null;
  className: string;
  /** How far it reaches from its pole, and on the other side of it. Pixels. */
  reach: number;
  overhang: number;
}

/** A flag in its place. */
type PlacedFlag = ChartFlag &
  Placed & {
    /** The place of its time, as a share of the width. */
    x: number;
    /** How far from there its pole stands, in pixels. */
    shift: number;
  };

export interface PlacedFlags {
  flags: PlacedFlag[];
  rows: number;
  /** How far labels reach beyond the right edge. Pixels. */
  over: number;
}

const MARK_FONT_PX = 13;
const STEP_FONT_PX = 12;
const STEP_RADIUS = 9;

/** Poles closer than this could not be told from each other. */
const MIN_POLE_GAP_PX = 7;

/** One flag for all marks of an event. */
export function markFlags(points: readonly ChartPoint[]): ChartFlag[] {
  return points.flatMap((point) => {
    if (point.marks.length === 0) return [];
    const name = point.marks.join(", ");
    const reach = 5 + textWidth(`${name} `, MARK_FONT_PX, true) + textWidth(point.when, MARK_FONT_PX);
    const className = isExact(point.at) && !point.item.approximate ? "" : "is-uncertain";
    return [{ point, name, time: point.when, number: null, className, reach, overhang: 0 }];
  });
}

/** One flag for each step of an event. */
export function stepFlags(points: readonly ChartPoint[]): ChartFlag[] {
  return points.flatMap((point) =>
    point.steps.map(({ number, title, outcome, first }): ChartFlag => {
      const [name, time] = first ? [title, point.when] : ["", ""];
      const reach = STEP_RADIUS + (first ? 5 + textWidth(`${name} ${time}`, STEP_FONT_PX) : 0);
      return { point, name, time, number, className: `is-${outcome}`, reach, overhang: STEP_RADIUS };
    }),
  );
}

/** Places flags for a chart of this width in pixels; on a wider one they only get more room. */
export function placeChartFlags(flags: readonly ChartFlag[], axis: BrokenAxis, width: number): PlacedFlags {
  const withX = flags.map((flag) => ({ ...flag, x: axis.x(flag.point.middle) }));
  const sorted = withX.sort((a, b) => a.x - b.x || (a.number ?? 0) - (b.number ?? 0));
  // Labels of one event share a pole.
  const places = [...new Set(sorted.map(({ x }) => x * width))];
  const poles = spread(places, MIN_POLE_GAP_PX);
  const boxes = sorted.map(({ x, reach, overhang }) => ({ x: poles[places.indexOf(x * width)] ?? 0, reach, overhang }));
  const placed = placeFlags(boxes, width);
  return {
    flags: sorted.map((flag, at) => ({
      ...flag,
      ...(placed[at] ?? { side: "right", level: 0 }),
      shift: (boxes[at]?.x ?? 0) - flag.x * width,
    })),
    rows: Math.max(0, ...placed.map(({ level }) => level + 1)),
    over: Math.max(0, ...boxes.map((box, at) => spanOf(box, placed[at]?.side ?? "right").to - width)),
  };
}

/** A mark: a pole from the band up to its label, with an elbow where poles would stand too close. */
export function markFlag(flag: PlacedFlag, foot: number, row: (level: number) => number): SvgElement {
  const { shift, side, level, name, time } = flag;
  const base = row(level);
  const turn = row(0) + 4;
  const text = el(
    "text",
    { x: px(shift + (side === "right" ? 5 : -5)), y: base, "text-anchor": side === "left" ? "end" : null },
    el("tspan", {}, name),
    time === "" ? null : ` ${time}`,
  );
  return flagOf(flag, "is-mark", polePath(foot, turn + 10, shift, turn, base - 10), [text]);
}

/** A step: its number in a circle that hangs from the band. */
export function stepFlag(flag: PlacedFlag, foot: number, row: (level: number) => number): SvgElement {
  const { shift, side, level, name, time, number } = flag;
  const middle = row(level);
  const turn = row(0) - STEP_RADIUS - 3;
  const away = (STEP_RADIUS + 5) * (side === "right" ? 1 : -1);
  const label = el(
    "text",
    { x: px(shift + away), y: middle + 4, "text-anchor": side === "left" ? "end" : null },
    name,
    time === "" ? null : el("tspan", {}, ` ${time}`),
  );
  return flagOf(flag, "is-step", polePath(foot, turn - 8, shift, turn, middle), [
    el("circle", { cx: px(shift), cy: middle, r: STEP_RADIUS }),
    el("text", { x: px(shift), y: middle + 4 }, String(number)),
    name === "" ? null : label,
  ]);
}

/** From the band at `foot` to the label at `end`, between `from` and `to` with an elbow, if the label stands beside its time. */
function polePath(foot: number, from: number, shift: number, to: number, end: number): string {
  return px(shift) === 0 ? `M0 ${foot}V${end}` : `M0 ${foot}V${from}L${px(shift)} ${to}V${end}`;
}

/** The pole, and the label as a link to the event in the list. */
function flagOf(
  { point, number, name, time, x, className }: PlacedFlag,
  kind: string,
  pole: string,
  label: (SvgElement | null)[],
): SvgElement {
  const what = [number === null ? null : `Step ${number}:`, name, time].filter(Boolean).join(" ");
  const title = point.item.text === null ? what : `${what}. ${point.item.text}`;
  return el(
    "svg",
    { class: `course-flag ${kind} ${className}`.trim(), x: percent(x) },
    el("path", { d: pole }),
    el("a", { href: `#${point.item.id}` }, el("title", {}, title), ...label),
  );
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
