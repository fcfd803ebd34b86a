import type { AnyDocument } from "../../../model/collection.js";
import { type Judged, judgeObjective, targetFor } from "../../../model/compliance.js";
import { marksOf } from "../../../model/marks.js";
import type { Place } from "../../../model/place.js";
import { relapsesOf } from "../../../model/relapses.js";
import type { Bound, Objective } from "../../../model/schema-types.js";
import { toRoundSpan } from "../../../model/values/duration.js";
import { isExact, type Range } from "../../../model/values/range.js";
import { addressedBy } from "../../addressed.js";
import { finished } from "../../finished.js";
import { declaredAt } from "../../ids/declared-at.js";
import { defineRule, ownDocuments } from "../../rule.js";

/** A value over its target is followed by an action on the objective. */
export const objectiveBreached = defineRule({
  id: "objective-breached",
  severity: "warning",
  duty: true,
  *check(context) {
    for (const document of finished(ownDocuments(context), context)) {
      const addressed = addressedBy(document, context);
      for (const objective of context.collection.catalogs.objectives) {
        if (addressed.has(`objective:${objective.id}`)) continue;
        for (const judged of judgeObjective(document, objective)) {
          // A drill may measure under conditions that say nothing of the target.
          if (judged.compliance !== "breached" || judged.entry?.comparable === false) continue;
          const target = JSON.stringify(targetFor(objective, judged.entry?.service));
          yield {
            file: document.source.path,
            place: placeOf(judged, objective, document),
            message: `Expected at most ${target} for objective "${objective.id}", found ${write(judged)}`,
            hint: `Add an action with addresses: ["objective:${objective.id}"]${derivation(judged, objective)}`,
            related: declaredAt(objective.id, "objective", context),
          };
        }
      }
    }
  },
});

/** The stated value, or the time at which the clock stopped. */
function placeOf({ entry, of }: Judged, { clock }: Objective, { data, places }: AnyDocument): Place {
  if (entry !== null) return places.value(entry, "value");
  const timeline = "timeline" in data ? data.timeline : undefined;
  const marks = of === null ? marksOf(timeline) : relapsesOf(timeline).find(({ id }) => id === of)?.marks;
  const end = clock && marks?.get(clock.to);
  return end ? places.value(end.event, "at") : places.of(data);
}

/** The value as it is written, or as the clock gives it. */
function write({ entry, value }: Judged): string {
  const stated = entry?.value;
  if (stated === undefined) return value ? writeSpan(value) : "none";
  if (Array.isArray(stated)) return `[${stated.map((end) => JSON.stringify(end)).join(", ")}]`;
  if (typeof stated === "object") return `at least ${JSON.stringify((stated as Bound).at_least)}`;
  return JSON.stringify(stated);
}

/** To the second, so that the end of a day does not show its last millisecond. */
function writeSpan(range: Range): string {
  if (range.to === Number.POSITIVE_INFINITY) return `at least "${toRoundSpan(range.from)}"`;
  const [from, to] = [range.from, range.to].map((ms) => `"${toRoundSpan(ms)}"`);
  return isExact(range) ? `${from}` : `${from} to ${to}`;
}

function derivation({ entry, of }: Judged, { clock }: Objective): string {
  if (entry !== null || clock === undefined) return "";
  return `; the value is the time from ${of === null ? clock.from : "relapsed"} to ${clock.to}`;
}
