import type { StepOutcome } from "../../measure/choreography.js";
import type { Drill } from "../../model/collection.js";
import type { Conformance } from "../../model/conformance.js";
import { el, icon, type SvgElement } from "../kit/charts/svg.js";
import { CONFORMANCE, EXPECTED } from "./document-degradation.js";
import { STEP_OUTCOME } from "./words.js";

/** A small shape that shows an outcome. Each shape has one meaning everywhere; text beside it says it in words. */
export interface Glyph {
  shape: keyof typeof OUTLINES | "none";
  /** Empty for what is not recorded: nothing is drawn where nothing is known. */
  svg: string;
  /** Whether it needs attention. */
  alarming: boolean;
  words: string;
}

/** In a box of 12 by 12. Circles, squares, triangles and diamonds are marks of classes. */
const OUTLINES = {
  /** Done. */
  bar: "M3.5 0h5v12h-5z",
  /** Done without effect. */
  frame: "M3 0h6v12H3zM4.5 1.5v9h3v-9z",
  /** Left out. */
  slash: "M8.2 0h2L3.8 12h-2z",
  /** Not possible, not needed or not tried. */
  dash: "M1 5.2h10v1.6H1z",
  /** Kept, passed or closed. */
  check: "M1 6.6L2.5 5l2.4 2.4L10 2l1.5 1.5-6.6 7z",
  /** Passed in part. */
  part: "M1 8.2C1.2 5.4 2.4 4 4 4c1.6 0 2.5 2 4 2 .9 0 1.4-.7 1.5-2H11c-.2 2.7-1.3 4.2-3 4.2-1.6 0-2.5-2-4-2-.9 0-1.4.7-1.5 2z",
  /** Broken or failed. */
  cross: "M1 2.6L2.6 1 6 4.4 9.4 1 11 2.6 7.6 6 11 9.4 9.4 11 6 7.6 2.6 11 1 9.4 4.4 6z",
} as const;

/** A shape in a chart, around a point at x = 0; `size` is in pixels. */
export function drawGlyph(shape: keyof typeof OUTLINES, y: number, size: number): SvgElement {
  const transform = `translate(${-size / 2} ${y - size / 2}) scale(${size / 12})`;
  return el("path", { class: "glyph-mark", transform, "fill-rule": "evenodd", d: OUTLINES[shape] });
}

function glyph(shape: Glyph["shape"], words: string, alarming = false): Glyph {
  const className = `glyph glyph-${shape}${alarming ? " is-alarming" : ""}`;
  return { shape, svg: shape === "none" ? "" : icon(className, OUTLINES[shape]), alarming, words };
}

type Result = NonNullable<Drill["data"]["automation"]>["result"];

const RESULTS: Readonly<Record<Result, Glyph>> = {
  pass: glyph("check", "passed"),
  partial: glyph("part", "passed in part"),
  fail: glyph("cross", "failed"),
  "not-exercised": glyph("dash", "not exercised"),
  unknown: glyph("none", "not known"),
};

/**
 * How a half of a drill, or a step in one, went.
 * @param isOwn whether the drill is our own: only then does a failure need attention
 */
export function resultGlyph(result: Result | undefined, isOwn: boolean): Glyph {
  if (result === undefined) return glyph("none", "not recorded");
  return result === "fail" && isOwn ? glyph("cross", "failed", true) : RESULTS[result];
}

const OUTCOMES: Readonly<Record<StepOutcome, Glyph>> = {
  taken: glyph("bar", STEP_OUTCOME.taken),
  "taken-without-time": glyph("bar", STEP_OUTCOME["taken-without-time"]),
  late: glyph("bar", STEP_OUTCOME.late),
  ineffective: glyph("frame", STEP_OUTCOME.ineffective),
  skipped: glyph("slash", STEP_OUTCOME.skipped),
  "not-possible": glyph("dash", STEP_OUTCOME["not-possible"]),
  "not-needed": glyph("dash", STEP_OUTCOME["not-needed"]),
  "not-recorded": glyph("none", STEP_OUTCOME["not-recorded"]),
};

/** What became of a response step in an incident. */
export function outcomeGlyph(outcome: StepOutcome): Glyph {
  return OUTCOMES[outcome];
}

const CONFORMANCES: Readonly<Record<Conformance, Glyph["shape"]>> = {
  conformed: "check",
  "by-chance": "none",
  mismatch: "cross",
  undeclared: "none",
  unknown: "none",
};

/**
 * Whether an action behaved as declared.
 * @param isOwn whether its owner promised it: a yardstick cannot be breached
 */
export function conformanceGlyph(conformance: Conformance, isOwn: boolean): Glyph {
  const isBroken = conformance === "mismatch";
  const words = (isOwn ? CONFORMANCE : EXPECTED)[conformance];
  return glyph(isBroken && !isOwn ? "none" : CONFORMANCES[conformance], words, isBroken && isOwn);
}
