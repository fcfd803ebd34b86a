import { type AnyDocument, visibilityOf } from "../../../model/collection.js";
import { requiredHeadings, sameHeading, usualHeadings } from "../../../model/sections.js";
import { filesWithBodyProblems } from "../../body-problems.js";
import { defineRule, documentsOf, type RuleContext, severityByStatus } from "../../rule.js";

export const emptySection = defineRule({
  id: "empty-section",
  severity: "error",
  settings: ["sections", "audience"],
  *check(context) {
    const broken = filesWithBodyProblems(context);
    for (const document of documentsOf(context)) {
      const severity = severityByStatus(document, context);
      if (severity === undefined || broken.has(document.source.path)) continue;
      const usual = usualHeadings(document.type, context.collection.config);
      const required = requiredHeadings(document.type, context.collection.config);
      const isPublic = isShownToPublic(document, context);
      for (const { heading, empty, emptyForPublic } of document.body.sections) {
        const isEmpty = isPublic ? emptyForPublic : empty;
        if (!isEmpty || !usual.some((title) => sameHeading(heading.text, title))) continue;
        yield {
          file: document.source.path,
          place: heading.place,
          message: `Empty section ${JSON.stringify(heading.text)}${empty ? "" : ": all of it is internal"}`,
          hint: !empty
            ? "Write at least a sentence outside of :::internal, which the public does not see"
            : required.some((title) => sameHeading(heading.text, title))
              ? "Write at least a sentence under it; comments do not count"
              : "Write at least a sentence under it, comments do not count; or remove it, the answer stands in its field",
          severity,
        };
      }
    }
  },
});

/** Whether a site for the public shows a document, and the site of this collection is one. */
function isShownToPublic({ data }: AnyDocument, { collection: { config } }: RuleContext): boolean {
  return visibilityOf(data, config.visibility) === "public" && (config.audience ?? "public") === "public";
}
