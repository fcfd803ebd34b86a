import type { StepOutcome } from "../../measure/choreography.js";
import type { Drill } from "../../model/collection.js";
import type { Conformance } from "../../model/conformance.js";
import { icon } from "../kit/charts/svg.js";
import { CONFORMANCE } from "./document-degradation.js";
import { STEP_OUTCOME } from "./words.js";

/** A small shape that shows an outcome. The same shape means the same everywhere; text beside it says so in words. */
export interface Glyph {
  shape: "full" | "half" | "hollow" | "cross" | "dash" | "dot";
  svg: string;
  /** Whether it needs attention. */
  alarming: boolean;
  words: string;
}

/** In a box of 12 by 12. */
const OUTLINES: Readonly<Record<Glyph["shape"], string>> = {
  full: "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  half: "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM6 2a4 4 0 0 1 0 8z",
  hollow: "M6 .5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
  cross: "M1 2.6L2.6 1 6 4.4 9.4 1 11 2.6 7.6 6 11 9.4 9.4 11 6 7.6 2.6 11 1 9.4 4.4 6z",
  dash: "M1 5.2h10v1.6H1z",
  dot: "M6 4.6a1.4 1.4 0 1 0 0 2.8a1.4 1.4 0 1 0 0-2.8z",
};

function glyph(shape: Glyph["shape"], words: string, alarming = false): Glyph {
  const className = `glyph glyph-${shape}${alarming ? " is-alarming" : ""}`;
  return { shape, svg: icon(className, OUTLINES[shape], "evenodd"), alarming, words };
}

type Result = NonNullable<Drill["data"]["automation"]>["result"];

const RESULTS: Readonly<Record<Result, Glyph>> = {
  pass: glyph("full", "passed"),
  partial: glyph("half", "passed in part"),
  fail: glyph("cross", "failed", true),
  "not-exercised": glyph("hollow", "not exercised"),
  unknown: glyph("dot", "not known"),
};

/** How a half of a drill, or a step in one, went. */
export function resultGlyph(result: Result | undefined): Glyph {
  return result === undefined ? glyph("dot", "not recorded") : RESULTS[result];
}

const OUTCOMES: Readonly<Record<StepOutcome, Glyph["shape"]>> = {
  taken: "full",
  "taken-without-time": "full",
  late: "half",
  ineffective: "half",
  skipped: "hollow",
  "not-possible": "cross",
  "not-needed": "dash",
  "not-recorded": "dot",
};

/** What became of a response step in an incident. */
export function outcomeGlyph(outcome: StepOutcome): Glyph {
  return glyph(OUTCOMES[outcome], STEP_OUTCOME[outcome]);
}

const CONFORMANCES: Readonly<Record<Conformance, Glyph["shape"]>> = {
  conformed: "full",
  "by-chance": "half",
  mismatch: "cross",
  undeclared: "hollow",
  unknown: "dot",
};

/** Whether an action behaved as declared. */
export function conformanceGlyph(conformance: Conformance): Glyph {
  return glyph(CONFORMANCES[conformance], CONFORMANCE[conformance], conformance === "mismatch");
}
