import { type Flag, type Placed, placeFlags, spanOf } from "../place-flags.js";
import { spread } from "../spread.js";
import { el, percent, type SvgElement } from "../svg.js";
import { textWidth } from "../text-width.js";
import type { CoursePoint } from "./course-points.js";

/** What stands at a pole: a mark above the axis or a step below it. */
export interface CourseFlag {
  point: CoursePoint;
  /** Share of the width. */
  x: number;
  /** The names of marks, or the title of a step; empty where a number is enough. */
  name: string;
  time: string;
  /** Of a step. */
  number: number | null;
  className: string;
}

/** Flags with their places. Pixels, except for `x`. */
export interface PlacedFlags {
  flags: (CourseFlag & Placed & { shift: number })[];
  rows: number;
  /** How far labels reach beyond the right edge. */
  over: number;
}

const FONT = 13;
const SMALL = 12;
const RADIUS = 9;

/** Between two poles, so that each can be followed to its label. */
const POLES = 7;

/** Gives flags their rows on a picture of that many pixels; on a wider one there is only more room between them. */
export function placeCourseFlags(flags: readonly CourseFlag[], width: number): PlacedFlags {
  const sorted = [...flags].sort((a, b) => a.x - b.x || (a.number ?? 0) - (b.number ?? 0));
  // What belongs to one event hangs on one pole.
  const places = [...new Set(sorted.map((flag) => flag.x * width))];
  const apart = spread(places, POLES);
  const boxes = sorted.map((flag): Flag => ({ x: apart[places.indexOf(flag.x * width)] ?? 0, ...sizeOf(flag) }));
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

function sizeOf({ name, time, number }: CourseFlag): { reach: number; knob: number } {
  if (number === null) return { reach: 5 + textWidth(`${name} `, FONT, true) + textWidth(time, FONT), knob: 0 };
  if (name === "") return { reach: RADIUS, knob: RADIUS };
  return { reach: RADIUS + 5 + textWidth(`${name} `, SMALL) + textWidth(time, SMALL), knob: RADIUS };
}

/** A mark: a pole from the band up to its label, with an elbow where poles would stand too close. */
export function markFlag(flag: PlacedFlags["flags"][number], foot: number, row: (level: number) => number): SvgElement {
  const { x, shift, side, level, className, name, time } = flag;
  const base = row(level);
  const [anchor, away] = side === "right" ? ["start", 5] : ["end", -5];
  const turn = row(0) + 4;
  return wrap(flag, x, `is-mark ${className}`, [
    el("path", {
      class: "pole",
      d: `M0 ${foot}V${turn + 10}L${px(shift)} ${turn}V${base - 10}`,
    }),
    el(
      "text",
      { x: px(shift + away), y: base, "text-anchor": anchor === "end" ? "end" : null },
      el("tspan", { class: "name" }, name),
      time === "" ? null : ` ${time}`,
    ),
  ]);
}

/** A step: its number in a circle that hangs from the band. */
export function stepFlag(flag: PlacedFlags["flags"][number], foot: number, row: (level: number) => number): SvgElement {
  const { x, shift, side, level, className, name, time, number } = flag;
  const middle = row(level);
  const turn = row(0) - RADIUS - 3;
  const away = (RADIUS + 5) * (side === "right" ? 1 : -1);
  return wrap(flag, x, `is-step ${className}`, [
    el("path", { class: "pole", d: `M0 ${foot}V${turn - 8}L${px(shift)} ${turn}V${middle}` }),
    el("circle", { cx: px(shift), cy: middle, r: RADIUS }),
    el("text", { class: "number", x: px(shift), y: middle + 4 }, String(number)),
    name === ""
      ? null
      : el(
          "text",
          { x: px(shift + away), y: middle + 4, "text-anchor": side === "left" ? "end" : null },
          name,
          time === "" ? null : el("tspan", { class: "when" }, ` ${time}`),
        ),
  ]);
}

function wrap(
  { point, number, name, time }: CourseFlag,
  x: number,
  className: string,
  children: (SvgElement | null)[],
): SvgElement {
  const what = [number === null ? null : `Step ${number}:`, name, time].filter(Boolean).join(" ");
  const title = point.item.text === null ? what : `${what}. ${point.item.text}`;
  const link = el("a", { href: `#${point.item.id}` }, el("title", {}, title), ...children);
  return el("svg", { class: `course-flag ${className}`.trim(), x: percent(x), overflow: "visible" }, link);
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
