import { requiredHeadings, sameHeading, usualHeadings } from "../../../model/sections.js";
import { filesWithBodyProblems } from "../../body-problems.js";
import { defineRule, documentsOf, severityByStatus } from "../../rule.js";

export const emptySection = defineRule({
  id: "empty-section",
  severity: "error",
  *check(context) {
    const broken = filesWithBodyProblems(context);
    for (const document of documentsOf(context)) {
      const severity = severityByStatus(document, context);
      if (severity === undefined || broken.has(document.source.path)) continue;
      const usual = usualHeadings(document.type, context.collection.config);
      const required = requiredHeadings(document.type, context.collection.config);
      for (const { heading, empty } of document.body.sections) {
        if (!empty || !usual.some((title) => sameHeading(heading.text, title))) continue;
        yield {
          file: document.source.path,
          place: heading.place,
          message: `Empty section ${JSON.stringify(heading.text)}`,
          hint: required.some((title) => sameHeading(heading.text, title))
            ? "Write at least a sentence under it; comments do not count"
            : "Write at least a sentence under it, comments do not count; or remove it, the answer stands in its field",
          severity,
        };
      }
    }
  },
});
