import { addressedBy } from "../../addressed.js";
import { finished } from "../../finished.js";
import { defineRule, ownPostmortems } from "../../rule.js";

/** A skipped response step is followed by an action. How bad it is says the step. */
export const choreographySkipped = defineRule({
  id: "choreography-skipped",
  severity: "info",
  duty: true,
  *check(context) {
    const steps = new Map(context.collection.catalogs.steps.map((step) => [step.id, step]));
    for (const document of finished(ownPostmortems(context), context)) {
      const { data, places, source } = document;
      const addressed = addressedBy(document, context);
      for (const entry of data.response ?? []) {
        const step = steps.get(entry.step);
        if (entry.outcome !== "skipped" || step === undefined || addressed.has(`step:${step.id}`)) continue;
        const severity = step.skip_severity ?? "info";
        if (severity === "off") continue;
        yield {
          file: source.path,
          place: places.value(entry, "outcome"),
          message: `Skipped "${step.title}": ${step.if_skipped}`,
          hint: `Add an action with addresses: ["step:${step.id}"]`,
          severity,
        };
      }
    }
  },
});
