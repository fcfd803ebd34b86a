import type { StepOutcome } from "../../../../measure/choreography.js";
import type { Postmortem } from "../../../../model/collection.js";
import type { Mark } from "../../../../model/marks.js";
import { isExact, type Range } from "../../../../model/values/range.js";
import { formatDurationRange } from "../../../kit/formats/format-duration.js";
import { incidentRow } from "../../../shared/incident-row.js";
import { linkTo, type Site } from "../../../shared/site-model.js";
import { STEP_OUTCOME } from "../../../shared/words.js";
import type { Timeline, TimelineItem } from "../timeline.js";
import { brokenAxis } from "./broken-axis.js";
import type { ChartPoint } from "./chart-point.js";
import { type DetectionLabel, drawTimelineChart, type Layout, MAX_ROOM, MIN_WIDTH, ROOM_STEP } from "./draw-chart.js";
import { markFlags, placeChartFlags, stepFlags } from "./flags.js";
import { type NarrowTimeline, narrowTimeline } from "./narrow-timeline.js";
import { type BlankMark, type ChartPoints, chartPoints } from "./points.js";

/** The timeline of an incident, drawn to scale. */
export interface TimelineChart {
  svg: string;
  /** The same for narrow screens. */
  narrow: NarrowTimeline;
  /** How much of the timeline the axis leaves out. */
  breaks: string | null;
  /** Whether an uncertain time at a break is drawn shorter than its scale. */
  hasShortened: boolean;
  /** Marks without a place on the axis: `detected, resolved` and `not published`. */
  blanks: { marks: string; word: string }[];
  /** Steps without a place on the axis, by outcome, with the author's reason for one that was skipped. */
  steps: { outcome: StepOutcome; words: string; steps: { number: number; title: string; reason: string | null }[] }[];
  /** Whether the times of `began` and `mitigated` are known. */
  hasEffect: boolean;
  hasRest: boolean;
  /** Whether bars stand for uncertain times, and dotted ones for what other sources say. */
  hasRanges: boolean;
  hasDisputed: boolean;
}

/** What is drawn. */
interface Charted extends ChartPoints {
  detection: DetectionLabel | null;
  steps: TimelineChart["steps"];
}

export function chartedOf(site: Site, postmortem: Postmortem, { items }: Timeline): Charted {
  const { points, blanks } = chartPoints(site, postmortem, items);
  return {
    points,
    blanks,
    detection: detectionLabel(site, postmortem, points),
    steps: stepsOffAxis(site, postmortem),
  };
}

/** The picture, or null where fewer than two events have a time of their own. */
export function timelineChart(charted: Charted, items: readonly TimelineItem[]): TimelineChart | null {
  const { blanks, detection, steps } = charted;
  const points = charted.points.flatMap(({ index, ...point }): ChartPoint[] => {
    const item = items[index];
    return item === undefined ? [] : [{ ...point, item }];
  });
  const named = points.filter((point) => point.marks.length > 0 || point.steps.length > 0);
  if (new Set(named.map((point) => point.middle)).size < 2) return null;
  const times = named.map((point) => point.at);
  const { room, ...layout } = withRoom(points, times);
  return {
    svg: drawTimelineChart({ points, ...layout, room, detection }),
    narrow: narrowTimeline(points, layout.axis, detection),
    breaks: layout.axis.breaks.map(({ label }) => label).join(" and ") || null,
    hasShortened: layout.axis.breaks.some(({ from, to, signFrom, signTo }) => from < signFrom || signTo < to),
    blanks: blanksOf(blanks),
    steps,
    hasEffect: named.some((point) => point.marks.includes("began")),
    hasRest: named.some((point) => point.marks.includes("mitigated") && !point.marks.includes("resolved")),
    hasRanges: named.some((point) => !isExact(point.at)),
    hasDisputed: named.some((point) => point.disputed !== null),
  };
}

function blanksOf(blanks: readonly BlankMark[]): TimelineChart["blanks"] {
  const words = [...new Set(blanks.map(({ blank }) => blank.word.toLowerCase()))];
  return words.map((word) => ({
    word,
    marks: blanks.flatMap(({ mark, blank }) => (blank.word.toLowerCase() === word ? mark : [])).join(", "),
  }));
}

/** How long after the failure began it was detected, or how long before. */
function detectionLabel(site: Site, postmortem: Postmortem, points: ChartPoints["points"]): DetectionLabel | null {
  const delay = site.measures.detectionDelay.incidents.get(postmortem.id)?.delay ?? null;
  const markedAt = (mark: Mark) => points.find((point) => point.marks.includes(mark))?.at.from;
  const [began, detected] = [markedAt("began"), markedAt("detected")];
  if (delay === null || began === undefined || detected === undefined) return null;
  if (delay.to < 0) {
    const early = formatDurationRange({ from: -delay.to, to: -delay.from });
    return { from: detected, to: began, words: `seen ${early} before it began`, isBlind: false };
  }
  const blind = incidentRow(site, postmortem).blind;
  return delay.to === 0 ? null : { from: began, to: detected, words: `undetected for ${blind}`, isBlind: true };
}

/** Steps without a time, in the order of the catalog, together with those of the same outcome. */
function stepsOffAxis(site: Site, postmortem: Postmortem): TimelineChart["steps"] {
  const groups = new Map<StepOutcome, TimelineChart["steps"][number]>();
  for (const { step, number, outcome, at, entry } of site.measures.choreography.incidents.get(postmortem.id) ?? []) {
    if (at !== null) continue;
    const group = groups.get(outcome) ?? { outcome, words: STEP_OUTCOME[outcome], steps: [] };
    const reason = outcome === "skipped" ? (entry?.reason ?? null) : null;
    group.steps.push({ number, title: linkTo(site, "step", step).title, reason });
    groups.set(outcome, group);
  }
  return [...groups.values()];
}

/** Finds room for labels at the right end. Axis and room depend on each other, hence the loop. */
function withRoom(points: readonly ChartPoint[], times: readonly Range[]): Layout & { room: number } {
  const [marks, steps] = [markFlags(points), stepFlags(points)];
  let room = 0;
  for (;;) {
    const width = MIN_WIDTH - room * ROOM_STEP;
    const axis = brokenAxis(times, width);
    const placed = { marks: placeChartFlags(marks, axis, width), steps: placeChartFlags(steps, axis, width) };
    const neededRoom = Math.ceil(Math.max(placed.marks.over, placed.steps.over) / ROOM_STEP);
    if (neededRoom <= room || room >= MAX_ROOM) return { axis, ...placed, room };
    room = Math.min(neededRoom, MAX_ROOM);
  }
}
