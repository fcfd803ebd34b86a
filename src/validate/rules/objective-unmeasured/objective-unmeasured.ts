import type { Postmortem } from "../../../model/collection.js";
import { mentionsObjective } from "../../../model/compliance.js";
import type { Objective } from "../../../model/schema-types.js";
import { published } from "../../finished.js";
import { declaredAt } from "../../ids/declared-at.js";
import { defineRule, ownPostmortems } from "../../rule.js";
import { writtenIn } from "../../written.js";

/** An incident says how it stood against every objective that applies to it, or that nobody knows. */
export const objectiveUnmeasured = defineRule({
  id: "objective-unmeasured",
  severity: "info",
  duty: true,
  *check(context) {
    for (const document of published(ownPostmortems(context), context)) {
      const { data, places, source } = document;
      if (data.kind !== "incident") continue;
      for (const objective of context.collection.catalogs.objectives) {
        if (!applies(objective, document) || mentionsObjective(document, objective)) continue;
        const { id, clock } = objective;
        if (writtenIn(document, "recovery", context).some((row) => row.objective === id)) continue;
        yield {
          file: source.path,
          place: places.key(data, "recovery"),
          path: `recovery/${id}`,
          message: `Missing value for objective "${id}"`,
          hint: `Add to recovery {objective: ${id}, value: …}, where the value may be a blank such as {unknown: reason, gap: M1} or {not_applicable: reason}${clock ? `, or mark the events ${clock.from} and ${clock.to}` : ""}`,
          related: declaredAt(id, "objective", context),
        };
      }
    }
  },
});

/** Whether an objective has a target for everyone, or for a service of the incident. */
function applies({ target, overrides = [] }: Objective, { data }: Postmortem): boolean {
  const services = new Set((data.services ?? []).map(({ service }) => service));
  return target !== undefined || overrides.some(({ service }) => services.has(service));
}
