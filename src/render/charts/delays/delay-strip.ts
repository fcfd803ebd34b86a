import type { IncidentDetection } from "../../../measure/detection-delay.js";
import { isExact, type Range } from "../../../model/range.js";
import { formatDurationRange } from "../../helpers/format-duration.js";
import { pagePath } from "../../paths.js";
import type { Site } from "../../site-model.js";
import { aroundMiddle, dodge } from "../dodge.js";
import { el, percent, printSvg, type SvgElement } from "../svg.js";
import { type DelayAxis, isEarly } from "./delay-axis.js";

/** The width for which dots are put beside each other, in pixels. */
const WIDTH = 520;
const RADIUS = 5;
const STEP = 11;
const LEAST_HEIGHT = 28;

/** Above this, dots at about the same place become one, as large as they are many. */
const DOTS = 60;
const PLACES = 120;

interface Dot {
  x: number;
  /** What the delay may be; null where it is known, or stands for several. */
  span: Range | null;
  radius: number;
  title: string;
  /** From the root of the site. */
  path: string | null;
}

/** One strip to be drawn. */
export interface DelayStripInput {
  delays: readonly IncidentDetection[];
  median: Range | null;
  axis: DelayAxis;
  label: string;
  className: string;
  /** From the page to the root of the site. */
  root: string;
  /** Where a dot leads that stands for several incidents. */
  path: string | null;
}

/** The delays of one class as dots, those of incidents that were noticed before they began apart at the left. */
export function drawDelayStrip(site: Site, input: DelayStripInput): string {
  const { delays, median, axis, label, className, root } = input;
  const dots = delays.length > DOTS ? together(input) : delays.map((one) => dotOf(site, one, axis));
  const rows = dodge(
    dots.map((dot) => dot.x * WIDTH),
    2 * RADIUS + 1,
  ).map(aroundMiddle);
  const height = Math.max(LEAST_HEIGHT, (2 * Math.max(0, ...rows.map(Math.abs)) + 1) * STEP + 8);
  const middle = height / 2;
  const y = (at: number) => middle + (rows[at] ?? 0) * STEP;
  const line = (name: string, from: number, to: number, at: number) =>
    el("line", { class: name, x1: percent(from), x2: percent(to), y1: at, y2: at });
  const tree = el(
    "svg",
    { class: `strip-plot ${className}`, width: "100%", height, role: "group", "aria-label": label },
    ...axis.ticks.map(({ x }) => el("line", { class: "grid", x1: percent(x), x2: percent(x), y1: 0, y2: height })),
    line("axis", axis.ticks[0]?.x ?? 0, 1, middle),
    axis.early === null ? null : line("axis", 0, 2 * axis.early, middle),
    median === null ? null : medianMark(median, axis, height),
    ...dots.map((dot, at) => (dot.span ? line("span", axis.x(dot.span.from), axis.x(dot.span.to), y(at)) : null)),
    ...dots.map((dot, at) => drawDot(dot, y(at), root)),
  );
  return printSvg(tree);
}

function dotOf(site: Site, one: IncidentDetection, axis: DelayAxis): Dot {
  const delay = one.delay ?? { from: 0, to: 0 };
  const early = isEarly(delay);
  const title = site.postmortems.get(one.incident)?.data.title ?? one.incident;
  return {
    x: early && axis.early !== null ? axis.early : axis.x(one.midpoint ?? 0),
    span: early || isExact(delay) ? null : delay,
    radius: RADIUS,
    title: `${delayWords(delay)}: ${title}`,
    path: pagePath(`incident:${one.incident}`),
  };
}

/** A delay in words. */
export function delayWords(delay: Range): string {
  return isEarly(delay)
    ? `${formatDurationRange({ from: -delay.to, to: -delay.from })} before it began`
    : formatDurationRange(delay);
}

/** Many delays as fewer, larger dots, whose area stands for their number. */
function together({ delays, axis, path }: DelayStripInput): Dot[] {
  const places = new Map<number, number>();
  for (const { delay, midpoint } of delays) {
    const x = delay && isEarly(delay) && axis.early !== null ? axis.early : axis.x(midpoint ?? 0);
    const place = Math.round(x * PLACES) / PLACES;
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  const most = Math.max(...places.values());
  return [...places].map(([x, n]) => ({
    x,
    span: null,
    radius: Math.max(2, 11 * Math.sqrt(n / most)),
    title: n === 1 ? "1 incident" : `${n} incidents`,
    path,
  }));
}

function medianMark(median: Range, axis: DelayAxis, height: number): SvgElement {
  const [from, to] = [axis.x(median.from), axis.x(median.to)];
  if (to - from < 0.004) {
    const x = percent((from + to) / 2);
    return el("line", { class: "median", x1: x, x2: x, y1: 3, y2: height - 3 });
  }
  return el("rect", { class: "median-range", x: percent(from), width: percent(to - from), y: 3, height: height - 6 });
}

function drawDot({ x, radius, title, path }: Dot, y: number, root: string): SvgElement {
  const circle = el("circle", { cx: percent(x), cy: y, r: radius });
  const words = el("title", {}, title);
  return path === null ? el("g", {}, words, circle) : el("a", { href: root + path }, words, circle);
}
