import type { Postmortem } from "../../../model/collection.js";
import type { Suggestion } from "../../../model/diagnostic.js";
import { marksOf, timeBetween } from "../../../model/marks.js";
import type { Detection, Duration, SpanBound, Time, TimeBound } from "../../../model/schema-types.js";
import { filled, isBlank } from "../../../model/values/blank.js";
import { parseDuration, toDuration, toRoundSpan } from "../../../model/values/duration.js";
import { contains, isExact, type Range } from "../../../model/values/range.js";
import { changeTo } from "../../replacement.js";
import { defineRule, postmortemsOf } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** Delays are stated to the minute, and a day ends a millisecond before the next: less than a minute is no difference. */
const TOLERANCE_MS = 59_999;

/** The stated detection delay agrees with the marks. */
export const detectionDelay = defineRule({
  id: "detection-delay",
  severity: "error",
  *check(context) {
    for (const document of postmortemsOf(context)) {
      const { data, places, source } = document;
      if (data.detection === undefined || isBlank(data.detection)) continue;
      const detection: Detection = data.detection;
      const delay = filled<Duration | SpanBound>(detection.delay);
      const stated = delay === undefined ? undefined : parseDuration(delay);
      const marks = marksOf(data.timeline);
      const derived = timeBetween(marks, "began", "detected", true);
      const allowed = timeBetween(marks, "began", "detected");
      if (isBlank(detection.delay) && derived && isExact(derived) && isPlain(marks))
        yield {
          file: source.path,
          place: places.value(detection, "delay"),
          message: `Expected a delay of ${write(derived)}, found a blank beside two exact times`,
          hint: isDetectedFirst(derived)
            ? hintForDetectedFirst(derived, marks)
            : "Write the delay, or make the times as uncertain as they are",
          suggestions: [
            {
              title: changeTo(yaml(derived)),
              edits: [source.replace(places.value(detection, "delay"), yaml(derived))],
            },
          ],
        };
      if (delay === undefined || !stated || !derived || !allowed) continue;
      // To ask for a place makes the places of the whole file.
      const at = () => ({ file: source.path, place: places.value(detection, "delay") });
      if (!agrees(stated, allowed)) {
        const approximate = marks.get("began")?.approximate || marks.get("detected")?.approximate;
        yield {
          ...at(),
          message: `Expected a delay ${isExact(allowed) ? "of" : "within"} ${write(allowed)}, found ${quote(delay)}`,
          hint: isDetectedFirst(derived)
            ? hintForDetectedFirst(derived, marks)
            : `The marks give ${write(derived)}; correct the delay or the times`,
          severity: approximate ? "warning" : undefined,
          suggestions: approximate ? [] : rewrite(delay, derived, detection, document),
        };
      } else if (isNarrower(stated, derived) && isAbsent(detection, "delay_basis", places)) {
        yield {
          ...at(),
          message: "Missing basis of a delay narrower than its marks",
          hint: `Add delay_basis to say how it is known, or write the range that the marks give: ${yaml(derived)}`,
          severity: "warning",
        };
      }
    }
  },
});

/** A detection before the failure may be a slip in a time, or an alert that came first: only the author knows. */
function isDetectedFirst(derived: Range): boolean {
  return derived.to < 0;
}

function hintForDetectedFirst(derived: Range, marks: ReturnType<typeof marksOf>): string {
  const [detected, began] = (["detected", "began"] as const).map((mark) => {
    const at = filled<Time | TimeBound>(marks.get(mark)?.event.at);
    if (at === undefined) return `"${mark}"`;
    return `"${mark}" at ${typeof at === "string" ? at : quote(at)}`;
  });
  return `${detected} is before ${began}: correct the wrong time, or write delay: ${yaml(derived)} if it was noticed before it began`;
}

/** Whether the two times are certain, as far as anybody says. */
function isPlain(marks: ReturnType<typeof marksOf>): boolean {
  return (["began", "detected"] as const).every((mark) => {
    const { approximate, event } = marks.get(mark) ?? {};
    return approximate !== true && event?.disputed === undefined;
  });
}

/** Of a bound its one end lies within what the marks allow: its other end says nothing. */
function agrees(stated: Range, allowed: Range): boolean {
  const ends = [stated.from, stated.to].filter(Number.isFinite);
  return ends.every((end) => contains(widen(allowed), { from: end, to: end }));
}

function isNarrower(stated: Range, derived: Range): boolean {
  return !isExact(derived) && contains(widen(derived), stated) && !contains(widen(stated), derived);
}

function widen(range: Range): Range {
  return { from: range.from - TOLERANCE_MS, to: range.to + TOLERANCE_MS };
}

function write(range: Range): string {
  const duration = toDuration(range);
  if (typeof duration === "string") return duration;
  if (Array.isArray(duration)) return duration.join(" to ");
  const { at_least, at_most } = duration;
  return at_least === undefined ? `at most ${at_most}` : `at least ${at_least}`;
}

/**
 * Writes what the marks give. A range in place of which a single value would stand is left to its author, and so is a
 * delay that may be negative: `--fix` would make a fact of a slip in a time.
 */
function rewrite(
  stated: Duration | SpanBound,
  derived: Range,
  detection: Detection,
  { places, source }: Postmortem,
): Suggestion[] {
  const offer = { title: changeTo(yaml(derived)), ...(derived.from < 0 ? {} : { appliedBy: "--fix" as const }) };
  if (typeof stated === "string")
    return [{ ...offer, edits: [source.replace(places.value(detection, "delay"), yaml(derived))] }];
  if (isExact(derived) || !Array.isArray(stated)) return [];
  const ends = [derived.from, derived.to];
  const edits = ends.map((end, index) => source.replace(places.value(stated, index), toRoundSpan(end)));
  return [{ ...offer, edits }];
}

function yaml(range: Range): string {
  const duration = toDuration(range);
  if (typeof duration === "string") return duration;
  if (Array.isArray(duration)) return `[${duration.join(", ")}]`;
  return `{${Object.entries(duration).map(([bound, span]) => `${bound}: ${span}`)}}`;
}

function quote(value: Duration | SpanBound | Time | TimeBound): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((end) => JSON.stringify(end)).join(", ")}]`;
  return `{${Object.entries(value).map(([bound, span]) => `${bound}: ${span}`)}}`;
}
