import type { IncidentDetection } from "../../../../measure/detection-delay.js";
import { isExact, type Range } from "../../../../model/values/range.js";
import { aroundMiddle, dodge } from "../../../kit/charts/dodge.js";
import { DECORATION, el, percent, printSvg, type SvgElement } from "../../../kit/charts/svg.js";
import { formatDurationRange } from "../../../kit/formats/format-duration.js";
import { pagePath } from "../../../shared/paths.js";
import type { Site } from "../../../shared/site-model.js";
import { type DelayAxis, isEarly } from "./delay-axis.js";

/** The width in pixels for which overlapping dots are moved apart. */
const WIDTH = 520;
const RADIUS = 5;
const STEP = 11;
const MIN_HEIGHT = 28;

/** Above this, dots become bars over stretches of the axis. */
export const MAX_DOTS = 60;
const BAR_COUNT = 72;
const BAR_HEIGHT = 40;

interface Dot {
  x: number;
  /** The range of an uncertain delay; null if it is known. */
  span: Range | null;
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
  /** Where a bar leads, from the root of the site. */
  path: string | null;
}

/** The delays of one class as dots, those of incidents that were noticed before they began apart at the left; bars where they are many. */
export function drawDelayStrip(site: Site, input: DelayStripInput): string {
  const { height, middle, marks } = input.delays.length > MAX_DOTS ? bars(input) : dots(site, input);
  const { median, axis, label, className } = input;
  const tree = el(
    "svg",
    { class: `strip-plot delay-plot ${className}`, width: "100%", height, role: "group", "aria-label": label },
    ...axis.ticks.map(({ x }) => el("line", { class: "grid", x1: percent(x), x2: percent(x), y1: 0, y2: height })),
    line("axis", axis.ticks[0]?.x ?? 0, 1, middle),
    axis.early === null ? null : line("axis", 0, 2 * axis.early, middle),
    median === null ? null : medianMark(median, axis, height),
    ...marks,
  );
  return printSvg(tree);
}

/** The labels of the scale, below the strips. */
export function drawDelayAxis({ early, ticks }: DelayAxis): string {
  return printSvg(
    el(
      "svg",
      { class: "strip-axis", width: "100%", height: 18, ...DECORATION },
      early === null ? null : el("text", { x: 0, y: 13 }, "before"),
      ...ticks.map(({ x, label, minor, anchor }) =>
        el("text", { class: minor ? `${anchor} minor` : anchor, x: percent(x), y: 13 }, label),
      ),
    ),
  );
}

/** The shapes of a strip, their height, and the position of its axis. */
interface Drawn {
  height: number;
  middle: number;
  marks: SvgElement[];
}

function dots(site: Site, { delays, axis, root }: DelayStripInput): Drawn {
  const all = delays.map((one) => dotOf(site, one, axis));
  const rows = dodge(
    all.map((dot) => dot.x * WIDTH),
    2 * RADIUS + 1,
  ).map(aroundMiddle);
  const height = Math.max(MIN_HEIGHT, (2 * Math.max(0, ...rows.map(Math.abs)) + 1) * STEP + 8);
  const middle = height / 2;
  const y = (at: number) => middle + (rows[at] ?? 0) * STEP;
  const spans = all.flatMap(({ span }, at) => (span ? [line("span", axis.x(span.from), axis.x(span.to), y(at))] : []));
  const links = all.map(({ x, title, path }, at) =>
    linked(root, path, title, el("circle", { cx: percent(x), cy: y(at), r: RADIUS })),
  );
  return { height, middle, marks: [...spans, ...links] };
}

function bars({ delays, axis, root, path }: DelayStripInput): Drawn {
  const counts = new Map<number, number>();
  for (const { delay, midpoint } of delays) {
    const x = delay && isEarly(delay) && axis.early !== null ? axis.early : axis.x(midpoint ?? 0);
    const place = Math.min(BAR_COUNT - 1, Math.floor(x * BAR_COUNT));
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const marks = [...counts].map(([place, n]) => {
    const height = Math.max(1.5, (n / most) * BAR_HEIGHT);
    const box = {
      x: percent((place + 0.1) / BAR_COUNT),
      width: percent(0.8 / BAR_COUNT),
      y: BAR_HEIGHT + 6 - height,
      height,
    };
    return linked(root, path, n === 1 ? "1 incident" : `${n} incidents`, el("rect", box));
  });
  return { height: BAR_HEIGHT + 10, middle: BAR_HEIGHT + 6, marks };
}

function dotOf(site: Site, one: IncidentDetection, axis: DelayAxis): Dot {
  const delay = one.delay ?? { from: 0, to: 0 };
  const early = isEarly(delay);
  const title = site.postmortems.get(one.incident)?.data.title ?? one.incident;
  return {
    x: early && axis.early !== null ? axis.early : axis.x(one.midpoint ?? 0),
    span: early || isExact(delay) ? null : delay,
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

function medianMark(median: Range, axis: DelayAxis, height: number): SvgElement {
  const [from, to] = [axis.x(median.from), axis.x(median.to)];
  if (to - from < 0.004) {
    const x = percent((from + to) / 2);
    return el("line", { class: "median", x1: x, x2: x, y1: 3, y2: height - 3 });
  }
  return el("rect", { class: "median-range", x: percent(from), width: percent(to - from), y: 3, height: height - 6 });
}

function line(name: string, from: number, to: number, y: number): SvgElement {
  return el("line", { class: name, x1: percent(from), x2: percent(to), y1: y, y2: y });
}

function linked(root: string, path: string | null, title: string, mark: SvgElement): SvgElement {
  const words = el("title", {}, title);
  return path === null ? el("g", {}, words, mark) : el("a", { href: root + path }, words, mark);
}
