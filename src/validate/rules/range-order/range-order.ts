import type { AnyDocument } from "../../../model/collection.js";
import { extentsOf } from "../../../model/extent.js";
import { parseSpan } from "../../../model/values/duration.js";
import { parseMoment } from "../../../model/values/time.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

/** The first bound of a range is not above the second, and a bound excludes something. */
export const rangeOrder = defineRule({
  id: "range-order",
  severity: "error",
  *check(context) {
    for (const document of documentsOf(context)) {
      for (const value of rangesOf(document)) {
        if (isObject(value)) yield* emptyBounds(value, document);
        if (!Array.isArray(value) || value.length !== 2) continue;
        const first = lowerIs(value[0], value[1]);
        if (first === undefined) continue;
        const bounds = value.map((bound) => JSON.stringify(bound));
        yield {
          file: document.source.path,
          place: document.places.value(value, 0),
          message: `Expected the ${first} bound first, found [${bounds.join(", ")}]`,
          hint: `Write [${bounds.reverse().join(", ")}], or correct the wrong bound`,
        };
      }
    }
  },
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Lower bounds of nothing. A delay may be negative, so that only one of zero says nothing of it. */
function* emptyBounds(value: Record<string, unknown>, { data, places, source }: AnyDocument): Iterable<RuleProblem> {
  const least = value.at_least;
  const amount = typeof least === "string" ? parseSpan(least) : least;
  const isDelay = "detection" in data && isObject(data.detection) && data.detection.delay === value;
  if (typeof amount !== "number" || (isDelay ? amount !== 0 : amount > 0)) return;
  yield {
    file: source.path,
    place: places.value(value, "at_least"),
    message: `Expected a bound that excludes something, found at_least: ${least}`,
    hint: "Every value is at least that: write the bound that is known, or why none is: {unknown: reason, gap: M1}",
  };
}

/** What may be a range or a bound. */
function* rangesOf(document: AnyDocument): Iterable<unknown> {
  const { data } = document;
  if (document.type === "drill") yield document.data.held;
  else {
    const { timeline, detection, extent, first_suspects } = document.data;
    for (const event of timeline ?? []) {
      yield event.at;
      for (const other of event.disputed ?? []) yield other.at;
    }
    for (const { count, share } of extentsOf(extent)) {
      yield count;
      yield share;
    }
    if (detection && "delay" in detection) yield detection.delay;
    for (const suspect of first_suspects ?? []) yield suspect.ruled_out_at;
  }
  for (const entry of data.evidence ?? []) yield entry.captured_at;
  for (const row of data.recovery ?? []) {
    yield row.value;
    yield row.as_of;
  }
  for (const source of data.sources ?? []) {
    yield source.published;
    yield source.accessed;
  }
}

/** What the second bound is called where both are of one form and the first is certainly above it. */
function lowerIs(first: unknown, second: unknown): "earlier" | "lower" | undefined {
  if (typeof first === "number" && typeof second === "number") return first > second ? "lower" : undefined;
  if (typeof first !== "string" || typeof second !== "string") return undefined;
  const moments = [parseMoment(first), parseMoment(second)];
  if (moments[0] && moments[1]) return moments[0].from > moments[1].to ? "earlier" : undefined;
  const spans = [parseSpan(first), parseSpan(second)];
  return spans[0] !== undefined && spans[1] !== undefined && spans[0] > spans[1] ? "lower" : undefined;
}
