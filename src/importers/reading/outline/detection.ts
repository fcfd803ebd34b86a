import { readFigure } from "../../../parse/times/read-figure.js";
import type { ImportedDetection } from "../../importer.js";
import { type Label, labelled } from "./labels.js";

const DELAY =
  /^(?:mean )?time (?:to|until|till|before) (?:incident )?(?:detect(?:ion|ed)?|notice|discover(?:y)?|acknowledge detection)(?: \(?m?ttd\)?)?$|^m?ttd(?: \(.*\))?$|^detection (?:time|delay)$/;
const BY =
  /^(?:(?:first )?(?:detected|discovered|reported|noticed|found|identified) by|detection (?:method|source|type)|source of detection|how (?:was it |it was )?detected)$/;

const WHO: readonly [NonNullable<ImportedDetection["by"]>, RegExp][] = [
  ["alert", /alert|monitor|pager|alarm|prometheus|pingdom|automat|probe/i],
  ["customer", /customer|client|users?\b|support ticket/i],
  ["drill", /\bdrill|game ?day|exercise/i],
  ["third-party", /vendor|third[- ]party|provider|researcher|partner/i],
  ["operator", /engineer|operator|developer|employee|staff|on-?call|team\b|internal|manual/i],
];

/** What a text states of the detection: the delay, and who or what noticed. */
export function detectionOf(labels: readonly Label[]): ImportedDetection | null {
  const figure = labelled(labels, DELAY);
  const delay = figure === null ? null : delayOf(figure);
  const by = whoIn(labelled(labels, BY) ?? "");
  return delay === null && by === null ? null : { delay, by, why: null };
}

/** A stated length of time; an upper bound is a range from nothing on, and a lower one says too little. */
function delayOf(text: string): ImportedDetection["delay"] {
  const { value } = readFigure(text, true);
  if (value === null || typeof value === "string" || Array.isArray(value)) return value;
  return "at_most" in value ? ["PT0S", value.at_most] : null;
}

/** Who or what a text names, if it names one kind of them only. */
function whoIn(text: string): ImportedDetection["by"] {
  const found = WHO.filter(([, pattern]) => pattern.test(text));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}
