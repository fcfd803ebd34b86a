import type { Compliance } from "../../../../model/compliance.js";
import type { Range } from "../../../../model/values/range.js";
import { dodge } from "../../../kit/charts/dodge.js";
import { el, percent, printSvg, type SvgElement } from "../../../kit/charts/svg.js";
import { timeAxis } from "../../../kit/charts/time-axis.js";
import { type ValueAxis, valueAxis } from "./value-axis.js";

/** One value: of an incident, or of a drill. */
export interface ValueMark {
  type: "postmortem" | "drill";
  day: string;
  /** From the root of the site. */
  path: string;
  /** The shape around a point at x = 0 and this height: the mark of the incident's class, or how the drill went. */
  draw: (y: number) => SvgElement;
  /** Ends may be infinite. Null: unknown. */
  value: Range | null;
  /** The class of the incident, or null. */
  class: string | null;
  compliance: Compliance;
  /** Whether the target is a promise of its owner, and no yardstick. */
  isOwn: boolean;
  title: string;
}

export interface DrawnValues {
  marks: readonly ValueMark[];
  target: number | null;
  targetWords: string | null;
  measure: "duration" | "count";
  /** The text alternative. */
  label: string;
  /** From the page to the root of the site. */
  root: string;
}

const TOP = 14;
const HEIGHT = 180;
const UNKNOWN_ROW = 12;

/** The length of the stroke for "or more", in pixels. */
const OPEN_END_LENGTH = 18;

/** The width in pixels for which overlapping marks are moved apart. */
const WIDTH = 480;
const MAX_YEAR_LABELS = 8;

/** Where drills stand, apart from the incidents. Shares of the width. */
const DRILLS = [0.86, 1] as const;

/** Values against the target on a logarithmic axis, unknown ones in a row of their own below it. */
export function drawValues({ marks, target, targetWords, measure, label, root }: DrawnValues): string {
  const known = marks.flatMap(({ value }) => value ?? []);
  const hasDrills = marks.some((mark) => mark.type === "drill");
  const axis = valueAxis(known, target, measure, [TOP, TOP + HEIGHT]);
  const end = hasDrills ? 0.8 : 1;
  const incidents = marks.filter((mark) => mark.type === "postmortem");
  const drills = marks.filter((mark) => mark.type === "drill");
  const times = (incidents.length > 0 ? incidents : drills).map(({ day }) => Date.parse(day));
  const time = timeAxis(times, [0.01, end], MAX_YEAR_LABELS);
  const place = placeOf(drills, time.x);
  const unknown = marks.filter(({ value }) => value === null);
  const rows = dodge(
    unknown.map((mark) => place(mark) * WIDTH),
    11,
  );
  const unknownTop = axis.bottom + 26;
  const bottom = unknown.length === 0 ? axis.bottom + 10 : unknownTop + Math.max(...rows) * UNKNOWN_ROW + 14;
  const targetY = target === null ? null : axis.y(target);
  const isNear = (y: number) => targetY !== null && Math.abs(y - targetY) < 13;
  const tree = el(
    "svg",
    { class: "value-plot", width: "100%", height: bottom + 18, role: "group", "aria-label": label },
    ...axis.ticks.map(({ y, label: text }) => level(y, isNear(y) ? "" : text, end, hasDrills)),
    ...time.ticks.map(({ x }) =>
      el("line", { class: "grid is-time", x1: percent(x), x2: percent(x), y1: TOP, y2: bottom }),
    ),
    ...time.ticks.map(({ x, label: text }, at) =>
      el("text", { class: at % 2 === 1 ? "time minor" : "time", x: percent(x), y: bottom + 12 }, text),
    ),
    targetY === null ? null : targetLine(targetY, targetWords ?? "", end, hasDrills),
    unknown.length === 0 ? null : el("text", { class: "level", x: -8, y: unknownTop + 4 }, "unknown"),
    hasDrills ? el("text", { class: "time", x: percent((DRILLS[0] + DRILLS[1]) / 2), y: bottom + 12 }, "drills") : null,
    ...marks.map((mark) => {
      const row = unknown.indexOf(mark);
      const y = row < 0 ? null : unknownTop + (rows[row] ?? 0) * UNKNOWN_ROW;
      return drawMark(mark, place(mark), axis, y, root);
    }),
  );
  return printSvg(tree);
}

/** Incidents by their day, drills one beside the other. */
function placeOf(drills: readonly ValueMark[], x: (ms: number) => number): (mark: ValueMark) => number {
  const [from, to] = DRILLS;
  const oldestFirst = [...drills].reverse();
  return (mark) =>
    mark.type === "postmortem"
      ? x(Date.parse(mark.day))
      : from + ((to - from) * (oldestFirst.indexOf(mark) + 0.5)) / drills.length;
}

function level(y: number, label: string, end: number, hasDrills: boolean): SvgElement {
  const line = (from: number, to: number) =>
    el("line", { class: "grid", x1: percent(from), x2: percent(to), y1: y, y2: y });
  return el(
    "g",
    {},
    line(0, end),
    hasDrills ? line(...DRILLS) : null,
    el("text", { class: "level", x: -8, y: y + 4 }, label),
  );
}

function targetLine(y: number, words: string, end: number, hasDrills: boolean): SvgElement {
  const line = (from: number, to: number) =>
    el("line", { class: "target-line", x1: percent(from), x2: percent(to), y1: y, y2: y });
  return el(
    "g",
    {},
    line(0, end),
    hasDrills ? line(...DRILLS) : null,
    el("text", { class: "level target-label", x: -8, y: y + 4 }, `≤ ${words}`),
  );
}

/** @param unknownY the position in the row of unknown values; null for a known value */
function drawMark(mark: ValueMark, x: number, axis: ValueAxis, unknownY: number | null, root: string): SvgElement {
  const { value, title, path, type, compliance, isOwn } = mark;
  const parts = value === null || unknownY !== null ? [mark.draw(unknownY ?? 0)] : valueParts(value, mark, axis);
  return el(
    "a",
    {
      href: root + path,
      class: `value${isOwn && compliance === "breached" ? " is-breached" : ""}${type === "drill" ? " is-drill" : ""}`,
    },
    el("title", {}, title),
    el("svg", { x: percent(x), overflow: "visible" }, ...parts),
  );
}

/** A bar over the possible values, with an arrow at an open end, and the mark at the known value. */
function valueParts({ from, to }: Range, { draw }: ValueMark, axis: ValueAxis): SvgElement[] {
  const [low, high] = [Number.isFinite(from), Number.isFinite(to)];
  const middle = low && high ? (axis.y(from) + axis.y(to)) / 2 : axis.y(low ? from : to);
  const bar = (y1: number, y2: number) => el("line", { class: "reach", x1: 0, x2: 0, y1, y2 });
  const arrow = (y: number, way: 1 | -1) =>
    el("path", { class: "arrow", d: `M-4 ${y - 5 * way}L0 ${y}L4 ${y - 5 * way}` });
  const parts: SvgElement[] = [];
  if (low && high && from !== to) parts.push(bar(axis.y(from), axis.y(to)));
  if (!high) parts.push(bar(middle, middle - OPEN_END_LENGTH), arrow(middle - OPEN_END_LENGTH, -1));
  if (!low) parts.push(bar(middle, middle + OPEN_END_LENGTH), arrow(middle + OPEN_END_LENGTH, 1));
  return [...parts, draw(middle)];
}
