import { isExact, type Range } from "../../../../model/values/range.js";
import { el, percent, type SvgElement } from "../../../kit/charts/svg.js";
import type { BrokenAxis } from "./broken-axis.js";
import type { ChartPoint } from "./chart-point.js";

/** Bars for what is not known to the minute: above the band for marks, below it for steps. */
interface UncertainTimes {
  rows: { above: number; below: number };
  draw: (top: number, bottom: number) => SvgElement[];
}

interface Bar {
  from: number;
  to: number;
  row: number;
  isDisputed: boolean;
}

const ROW = 5;

/** Bars closer than this share of the width lie in different rows. */
const MIN_GAP = 0.004;

/** Uncertain times as bars; what other sources say as dotted ones. */
export function uncertainTimes(points: readonly ChartPoint[], { x }: BrokenAxis): UncertainTimes {
  const marks = points.filter((point) => point.marks.length > 0);
  const steps = points.filter((point) => point.marks.length === 0 && point.steps.length > 0);
  const [above, below] = [inRows(marks, x), inRows(steps, x)];
  return {
    rows: { above: rowsOf(above), below: rowsOf(below) },
    draw: (top, bottom) => [
      ...above.map((bar) => draw(bar, top - 2 - bar.row * ROW)),
      ...below.map((bar) => draw(bar, bottom + 2 + bar.row * ROW)),
    ],
  };
}

function inRows(points: readonly ChartPoint[], x: (ms: number) => number): Bar[] {
  const wanted = points.flatMap(({ at, disputed }) => [
    ...(isExact(at) ? [] : [barOf(at, x, false)]),
    ...(disputed === null ? [] : [barOf(disputed, x, true)]),
  ]);
  const bars: Bar[] = [];
  for (const bar of wanted) {
    const overlapping = bars.filter((other) => other.from < bar.to + MIN_GAP && bar.from < other.to + MIN_GAP);
    let row = 0;
    while (overlapping.some((other) => other.row === row)) row++;
    bars.push({ ...bar, row });
  }
  return bars;
}

function barOf(range: Range, x: (ms: number) => number, isDisputed: boolean): Bar {
  return { from: x(range.from), to: x(range.to), row: 0, isDisputed };
}

function rowsOf(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.map(({ row }) => row + 1));
}

function draw({ from, to, isDisputed }: Bar, y: number): SvgElement {
  const className = isDisputed ? "span is-disputed" : "span";
  return el("line", { class: className, x1: percent(from), x2: percent(to), y1: y, y2: y });
}
