import type { Postmortem } from "../../../model/collection.js";
import type { Place } from "../../../model/place.js";
import { warnsIfAbsent } from "../../../model/skip-severity.js";
import { finished } from "../../finished.js";
import { defineRule, ownPostmortems } from "../../rule.js";
import { writtenIn } from "../../written.js";

/** The record of an own incident says what became of each response step. An absent step means that it is not recorded. */
export const choreographyIncomplete = defineRule({
  id: "choreography-incomplete",
  severity: "info",
  duty: true,
  *check(context) {
    for (const document of finished(ownPostmortems(context), context)) {
      const { data, source } = document;
      if (data.kind !== "incident") continue;
      const recorded = new Set<unknown>([
        ...writtenIn(document, "timeline", context).flatMap(({ steps }) => steps ?? []),
        ...writtenIn(document, "response", context).map(({ step }) => step),
      ]);
      const absent = context.collection.catalogs.steps.filter(({ id }) => !recorded.has(id));
      const grave = absent.filter(warnsIfAbsent);
      const others = absent.filter((step) => !grave.includes(step) && step.skip_severity !== "off");
      // To ask for a place makes the places of the whole file.
      if (grave.length + others.length === 0) continue;
      const at = { file: source.path, place: placeOfSteps(document) };
      for (const { id } of grave)
        yield {
          ...at,
          path: `response/${id}`,
          message: `Missing response step "${id}"`,
          hint: `Mark the event that took it with steps: [${id}], or say in response why not: {step: ${id}, outcome: skipped, reason: …}`,
          severity: "warning",
        };
      if (others.length > 0)
        yield {
          ...at,
          path: "response",
          message: `Missing response step${others.length === 1 ? "" : "s"} ${others.map(({ id }) => `"${id}"`).join(", ")}`,
          hint: "Mark the event that took a step with steps: […]; what is left out counts as not recorded",
        };
    }
  },
});

function placeOfSteps({ data, places }: Postmortem): Place {
  if (data.response !== undefined) return places.key(data, "response");
  return data.timeline === undefined ? places.of(data) : places.key(data, "timeline");
}
