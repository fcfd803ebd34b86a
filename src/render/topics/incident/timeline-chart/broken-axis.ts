import { scaleLinear } from "d3-scale";
import { isExact, type Range } from "../../../../model/values/range.js";
import { textWidth } from "../../../kit/charts/text-width.js";
import { roughDuration } from "./rough-duration.js";

/** A part of the axis that is left out. Places are shares of the width. */
export interface Break {
  from: number;
  to: number;
  /** The start and end of the break sign; the rest of the gap is within uncertain times. */
  signFrom: number;
  signTo: number;
  /** How long it is: a range where the times at its ends are uncertain. */
  length: Range;
  label: string;
}

export interface BrokenAxis {
  /** From a time to a share of the width. */
  x: (ms: number) => number;
  breaks: Break[];
  /** Milliseconds per share of the width, the same on all unbroken stretches. */
  perWidth: number;
}

/** The gap between two neighbouring times. `blur`: it lies within one uncertain time. */
interface Gap {
  from: number;
  to: number;
  blur: boolean;
}

/** A gap is left out if it is this many times longer than all the rest together; mere uncertainty sooner. */
const OUTWEIGHS = 30;
const BLUR_OUTWEIGHS = 3;

/** With more breaks the chart would no longer show time to scale. */
const MAX_BREAKS = 4;

/** Pixels. */
const BLUR_WIDTH = 34;
const BREAK_SIGN_PADDING = 26;
const BREAK_FONT = 12;

/**
 * The axis over some times: linear, with the same scale throughout. Where a gap is so long that all the rest would shrink
 * to a line, it is left out, which the picture shows and says: seven months unseen and a response of two hours.
 * @param times every time that is drawn, none of them empty
 * @param width of the axis in pixels, at which labels must fit
 */
export function brokenAxis(times: readonly Range[], width: number): BrokenAxis {
  const gaps = gapsOf(times);
  const runs = runsOf(gaps, leftOut(gaps));
  const kept = gaps.filter((gap) => !runs.some((run) => run.includes(gap))).reduce((sum, gap) => sum + length(gap), 0);
  const breaks: Break[] = [];
  const domain = [Math.min(...times.map((time) => time.from))];
  const range = [0];
  const taken = runs.reduce((sum, run) => sum + widthOf(run) / width, 0);
  const perWidth = kept / Math.max(0.2, 1 - taken);
  const step = (to: number, share: number) => {
    domain.push(to);
    range.push((range.at(-1) ?? 0) + share);
    return range.at(-1) ?? 0;
  };
  for (const gap of gaps) {
    const run = runs.find((one) => one.includes(gap));
    if (run === undefined) step(gap.to, kept === 0 ? 0 : length(gap) / perWidth);
    else if (run[0] === gap) {
      const from = range.at(-1) ?? 0;
      const known = run.some((part) => !part.blur);
      const [head, tail] = [known && run[0]?.blur === true, known && run.at(-1)?.blur === true];
      for (const part of run) step(part.to, partWidth(part, run) / width);
      const to = range.at(-1) ?? 0;
      breaks.push({
        from,
        to,
        signFrom: from + (head ? BLUR_WIDTH / width : 0),
        signTo: to - (tail ? BLUR_WIDTH / width : 0),
        length: lengthOf(run),
        label: roughDuration(lengthOf(run)),
      });
    }
  }
  const scale = scaleLinear(domain, range).clamp(true);
  return { x: scale, breaks, perWidth };
}

function gapsOf(times: readonly Range[]): Gap[] {
  const ends = [...new Set(times.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return ends.slice(1).map((to, at) => {
    const from = ends[at] ?? to;
    return { from, to, blur: times.some((time) => !isExact(time) && time.from <= from && time.to >= to) };
  });
}

/** The fewest gaps, the longest first, that outweigh all that remains; then what is only uncertainty and outweighs the rest. */
function leftOut(gaps: readonly Gap[]): ReadonlySet<Gap> {
  const longest = [...gaps].sort((a, b) => length(b) - length(a)).slice(0, MAX_BREAKS);
  for (let count = 1; count <= longest.length; count++) {
    const out = new Set(longest.slice(0, count));
    if (!outweighs(gaps, out)) continue;
    for (const gap of longest.slice(count)) {
      if (!gap.blur || !outweighs(gaps, new Set([...out, gap]))) break;
      out.add(gap);
    }
    return out;
  }
  return new Set();
}

function outweighs(gaps: readonly Gap[], out: ReadonlySet<Gap>): boolean {
  const rest = gaps.filter((gap) => !out.has(gap));
  const sum = rest.reduce((total, gap) => total + length(gap), 0);
  const known = [...out].some((gap) => !gap.blur);
  return (
    known && rest.length > 1 && [...out].every((gap) => length(gap) > sum * (gap.blur ? BLUR_OUTWEIGHS : OUTWEIGHS))
  );
}

/** Gaps left out side by side are one break, if only one of them is more than uncertainty. */
function runsOf(gaps: readonly Gap[], out: ReadonlySet<Gap>): Gap[][] {
  const runs: Gap[][] = [];
  let open: Gap[] | null = null;
  for (const gap of gaps) {
    if (!out.has(gap)) {
      open = null;
      continue;
    }
    if (open === null || (!gap.blur && open.some((one) => !one.blur))) {
      open = [];
      runs.push(open);
    }
    open.push(gap);
  }
  return runs;
}

/** From the shortest that a run can be to the longest. */
function lengthOf(run: readonly Gap[]): Range {
  const sum = (parts: readonly Gap[]) => parts.reduce((total, part) => total + length(part), 0);
  const known = run.filter((part) => !part.blur);
  return { from: sum(known.length === 0 ? run : known), to: sum(run) };
}

function signWidth(run: readonly Gap[]): number {
  return textWidth(roughDuration(lengthOf(run)), BREAK_FONT) + BREAK_SIGN_PADDING;
}

function partWidth(part: Gap, run: readonly Gap[]): number {
  return part.blur && run.some((one) => !one.blur) ? BLUR_WIDTH : signWidth(run);
}

function widthOf(run: readonly Gap[]): number {
  return run.reduce((sum, part) => sum + partWidth(part, run), 0);
}

function length({ from, to }: Gap): number {
  return to - from;
}
