import type { Postmortem } from "../../../model/collection.js";
import type { Place } from "../../../model/place.js";
import { defineRule, finishedPostmortems } from "../../rule.js";

/** Every response step of the catalog is accounted for: taken in the timeline, or in the response. */
export const choreographyIncomplete = defineRule({
  id: "choreography-incomplete",
  severity: "warning",
  *check(context) {
    for (const document of finishedPostmortems(context)) {
      const { data, source } = document;
      if (data.kind !== "incident") continue;
      const told = new Set([
        ...(data.timeline ?? []).flatMap((event) => event.steps ?? []),
        ...(data.response ?? []).map((entry) => entry.step),
      ]);
      for (const { id } of context.collection.catalogs.steps) {
        if (told.has(id)) continue;
        yield {
          file: source.path,
          place: placeOfSteps(document),
          path: `response/${id}`,
          message: `Missing response step "${id}"`,
          hint: `Mark an event with steps: [${id}], or add to response {step: ${id}, outcome: unknown, reason: …}`,
        };
      }
    }
  },
});

function placeOfSteps({ data, places }: Postmortem): Place {
  if (data.response !== undefined) return places.key(data, "response");
  return data.timeline === undefined ? places.of(data) : places.key(data, "timeline");
}
