import { addressedBy } from "../../addressed.js";
import { finished } from "../../finished.js";
import { defineRule, ownDocuments } from "../../rule.js";

/** An action addresses everything that a drill found. */
export const drillFindingWithoutAction = defineRule({
  id: "drill-finding-without-action",
  severity: "warning",
  duty: true,
  *check(context) {
    const drills = ownDocuments(context).filter((document) => document.type === "drill");
    for (const document of finished(drills, context)) {
      const { data, places, source } = document;
      const addressed = addressedBy(document, context);
      for (const finding of data.findings ?? []) {
        const { id } = finding;
        if (addressed.has(`finding:${id}`)) continue;
        yield {
          file: source.path,
          place: places.value(finding, "id"),
          message: `Missing action for finding "${id}"`,
          hint: `Add an action with addresses: ["finding:${id}"]`,
        };
      }
    }
  },
});
