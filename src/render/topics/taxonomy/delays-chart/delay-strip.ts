import type { IncidentDetection } from "../../../../measure/detection-delay.js";
import { isExact, middleOf, type Range } from "../../../../model/values/range.js";
import { dodge } from "../../../kit/charts/dodge.js";
import { DECORATION, el, percent, printSvg, type SvgElement } from "../../../kit/charts/svg.js";
import { aboutDuration, formatDurationRange } from "../../../kit/formats/format-duration.js";
import { drawClassMark } from "../../../shared/class-mark.js";
import { pagePath } from "../../../shared/paths.js";
import type { Site } from "../../../shared/site-model.js";
import { type DelayAxis, isEarly } from "./delay-axis.js";
import type { DelayGroup } from "./delay-group.js";

/** The width in pixels for which overlapping marks are moved apart. */
const WIDTH = 520;
const SIZE = 10;
const STEP = 12;
const MIN_HEIGHT = 30;

/** Above this, marks become bars over stretches of the axis. */
export const MAX_MARKS = 60;
const BAR_COUNT = 72;
const BAR_HEIGHT = 40;

/** One strip to be drawn. */
export interface DelayStripInput extends Pick<DelayGroup, "known" | "median" | "mark" | "path"> {
  axis: DelayAxis;
  /** The number of incidents that the highest bar of all strips has; null where marks are drawn. */
  scale: number | null;
  label: string;
  isOther: boolean;
  /** From the page to the root of the site. */
  root: string;
}

/** The delays of one group, each incident as the mark of its class, standing on the axis; bars where they are many. */
export function drawDelayStrip(site: Site, input: DelayStripInput): string {
  const { height, shapes } = input.scale === null ? marks(site, input) : bars(input, input.scale);
  const { median, axis, label, mark, isOther } = input;
  const base = height - 2;
  const names = ["strip-plot", "delay-plot", mark ? `shape-${mark.shape}` : null, isOther ? "is-other" : null];
  const tree = el(
    "svg",
    { class: names.filter(Boolean).join(" "), width: "100%", height, role: "group", "aria-label": label },
    ...axis.ticks.map(({ x }) => el("line", { class: "grid", x1: percent(x), x2: percent(x), y1: 0, y2: height })),
    line("axis", axis.ticks[0]?.x ?? 0, 1, base),
    axis.early === null ? null : line("axis", 0, 2 * axis.early, base),
    median === null ? null : medianMark(median, axis, height),
    ...shapes,
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

/** The shapes of a strip, and its height. */
interface Drawn {
  height: number;
  shapes: SvgElement[];
}

function marks(site: Site, { known, axis, root }: DelayStripInput): Drawn {
  const places = known.map((one) => placeOf(one, axis));
  const rows = dodge(
    places.map((x) => x * WIDTH),
    SIZE + 2,
  );
  const height = Math.max(MIN_HEIGHT, (Math.max(0, ...rows) + 1) * STEP + 8);
  const y = (at: number) => height - 4 - SIZE / 2 - (rows[at] ?? 0) * STEP;
  const spans = known.flatMap(({ delay }, at) =>
    delay === null || isEarly(delay) || isExact(delay)
      ? []
      : [line("span", axis.x(delay.from), axis.x(delay.to), y(at))],
  );
  const links = known.map((one, at) => {
    const title = site.postmortems.get(one.incident)?.data.title ?? one.incident;
    const words = `${delayWords(one.delay ?? { from: 0, to: 0 })}: ${title}`;
    return linked(
      root,
      pagePath(`incident:${one.incident}`),
      words,
      drawClassMark(site, one.class, percent(places[at] ?? 0), y(at), SIZE),
    );
  });
  return { height, shapes: [...spans, ...links] };
}

/** Incidents detected before they began stand at one place of their own. */
function placeOf({ delay, midpoint }: IncidentDetection, axis: DelayAxis): number {
  return delay && isEarly(delay) && axis.early !== null ? axis.early : axis.x(midpoint ?? 0);
}

/** How many incidents stand in each stretch of the axis. */
function stretches(known: readonly IncidentDetection[], axis: DelayAxis): Map<number, number> {
  const counts = new Map<number, number>();
  for (const one of known) {
    const place = Math.min(BAR_COUNT - 1, Math.floor(placeOf(one, axis) * BAR_COUNT));
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** The number of incidents in the fullest stretch of the axis. */
export function mostInAPlace(known: readonly IncidentDetection[], axis: DelayAxis): number {
  return Math.max(1, ...stretches(known, axis).values());
}

function bars({ known, axis, root, path }: DelayStripInput, most: number): Drawn {
  const shapes = [...stretches(known, axis)].map(([place, n]) => {
    const height = Math.max(1.5, (n / most) * BAR_HEIGHT);
    const box = {
      x: percent((place + 0.1) / BAR_COUNT),
      width: percent(0.8 / BAR_COUNT),
      y: BAR_HEIGHT + 6 - height,
      height,
    };
    return linked(root, path, n === 1 ? "1 incident" : `${n} incidents`, el("rect", box));
  });
  return { height: BAR_HEIGHT + 8, shapes };
}

/** A median in words: one value, since it is a summary and not a time of its own. */
export function medianWords(median: Range): string {
  return median.to <= 0 && median.from < 0 ? delayWords(median) : aboutDuration(median);
}

/** A delay in words. */
export function delayWords(delay: Range): string {
  return isEarly(delay)
    ? `${formatDurationRange({ from: -delay.to, to: -delay.from })} before it began`
    : formatDurationRange(delay);
}

function medianMark(median: Range, axis: DelayAxis, height: number): SvgElement {
  const x = percent(axis.x(middleOf(median) ?? 0));
  return el("line", { class: "median", x1: x, x2: x, y1: 0, y2: height - 2 });
}

function line(name: string, from: number, to: number, y: number): SvgElement {
  return el("line", { class: name, x1: percent(from), x2: percent(to), y1: y, y2: y });
}

function linked(root: string, path: string | null, title: string, mark: SvgElement): SvgElement {
  const words = el("title", {}, title);
  return path === null ? el("g", {}, words, mark) : el("a", { href: root + path }, words, mark);
}
