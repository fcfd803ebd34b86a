import type { Mark } from "../../../../model/marks.js";
import type { Range } from "../../../../model/values/range.js";
import { el, percent, type SvgElement } from "../../../kit/charts/svg.js";
import type { ChartPoint } from "./chart-point.js";

/** How much of the effect there was: all of it, what remained after it had ended for most, or none. */
export type Effect = "full" | "rest" | "none";

interface Phase {
  from: number;
  to: number;
  effect: Effect;
}

interface BlindTime {
  possible: Range | null;
  certain: Range | null;
}

const AFTER: Partial<Record<Mark, Effect>> = { began: "full", mitigated: "rest", resolved: "none", relapsed: "full" };

const HEIGHTS: Readonly<Record<Effect, number>> = { full: 14, rest: 6, none: 0 };
export const BLIND_HEIGHT = 24;

/** What is drawn at a place of the axis: blind time, effect, or the axis alone. */
export type Background = "blind" | "effect" | "axis";

/** The axis with the time of effect and the blind time. `y` is the middle. */
export function phaseBand(
  points: readonly ChartPoint[],
  x: (ms: number) => number,
  y: number,
): { elements: SvgElement[]; at: (share: number) => Background } {
  const axis = el("line", { class: "axis", x2: "100%", y1: y, y2: y });
  const effect = effectOf(points).filter((phase) => phase.effect !== "none");
  const blind = blindTime(points);
  const covers = (range: Range | null, share: number) => range && x(range.from) <= share && x(range.to) >= share;
  return {
    elements: [
      axis,
      ...effect.map(({ from, to, effect: kind }) => box(`effect is-${kind}`, x(from), x(to), y, HEIGHTS[kind])),
      ...blindBoxes(blind, x, y),
    ],
    at: (share) => {
      if (blind && (covers(blind.possible, share) || covers(blind.certain, share))) return "blind";
      return effect.some((phase) => covers(phase, share)) ? "effect" : "axis";
    },
  };
}

/** The effect at a time, in milliseconds since the epoch. */
export function effectAt(points: readonly ChartPoint[], ms: number): Effect {
  return effectOf(points).findLast(({ from, to }) => from <= ms && ms <= to)?.effect ?? "none";
}

/** From mark to mark. Nothing is drawn before a known beginning; what has no known end goes to the end of the picture. */
function effectOf(points: readonly ChartPoint[]): Phase[] {
  const phases: Phase[] = [];
  for (const point of points) {
    const effect = point.marks
      .map((mark) => AFTER[mark])
      .filter((one) => one !== undefined)
      .at(-1);
    const last = phases.at(-1);
    if (effect === undefined || (last === undefined && effect !== "full")) continue;
    if (last) last.to = point.at.to;
    phases.push({ from: point.at.to, to: points.at(-1)?.at.to ?? point.at.to, effect });
  }
  return phases;
}

/** The blind time: what is certain of it, and around that what is possible. */
function blindBoxes(blind: BlindTime | null, x: (ms: number) => number, y: number): SvgElement[] {
  if (blind === null) return [];
  const { possible, certain } = blind;
  return [
    possible === null ? null : box("blind is-possible", x(possible.from), x(possible.to), y, BLIND_HEIGHT),
    certain === null ? null : box("blind", x(certain.from), x(certain.to), y, BLIND_HEIGHT),
  ].filter((one) => one !== null);
}

/** From `began` to `detected`, where both are known and there is any. `possible` is null where all of it is certain. */
function blindTime(points: readonly ChartPoint[]): BlindTime | null {
  const began = points.find((point) => point.marks.includes("began"))?.at;
  const detected = points.find((point) => point.marks.includes("detected"))?.at;
  if (began === undefined || detected === undefined || detected.to <= began.from) return null;
  const certain = detected.from > began.to ? { from: began.to, to: detected.from } : null;
  const exact = began.from === began.to && detected.from === detected.to;
  return { possible: exact ? null : { from: began.from, to: detected.to }, certain };
}

function box(name: string, from: number, to: number, y: number, height: number): SvgElement {
  return el("rect", {
    class: name,
    x: percent(from),
    width: percent(Math.max(0, to - from)),
    y: y - height / 2,
    height,
  });
}
