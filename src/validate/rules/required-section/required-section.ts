import type { AnyDocument, Heading } from "../../../model/collection.js";
import { requiredHeadings, sameHeading, usualHeadings, usualNameOf } from "../../../model/sections.js";
import { filesWithBodyProblems } from "../../body-problems.js";
import { closest } from "../../ids/suggest.js";
import { changeTo } from "../../replacement.js";
import { defineRule, documentsOf, type RuleProblem, severityByStatus } from "../../rule.js";

export const requiredSection = defineRule({
  id: "required-section",
  severity: "error",
  settings: ["sections"],
  *check(context) {
    const broken = filesWithBodyProblems(context);
    for (const document of documentsOf(context)) {
      const severity = severityByStatus(document, context);
      if (severity === undefined || broken.has(document.source.path)) continue;
      const { body, data, places, source } = document;
      const required = requiredHeadings(document.type, context.collection.config);
      const usual = usualHeadings(document.type, context.collection.config);
      for (const title of required) {
        if (body.sections.some(({ heading }) => sameHeading(heading.text, title))) continue;
        yield {
          file: source.path,
          place: places.of(data),
          message: `Missing section ${JSON.stringify(title)}`,
          path: `body/${title}`,
          ...(similar(title, usualNameOf(title, context.collection.config), usual, document) ?? {
            hint: `Add a heading ## ${title}`,
          }),
          severity,
        };
      }
    }
  },
});

/** What to do with a heading that looks as if it were meant. */
function similar(
  title: string,
  usualName: string | null,
  usual: readonly string[],
  { body: { headings }, source }: AnyDocument,
): Pick<RuleProblem, "hint" | "suggestions"> | undefined {
  const change = ({ place }: Heading) => [
    { title: changeTo(`## ${title}`), edits: [source.replace(place, `## ${title}`)] },
  ];
  const deeper = headings.find(({ text }) => sameHeading(text, title));
  if (deeper)
    return {
      hint: `Write ## ${title} in line ${deeper.place.line}, as a heading of the second level`,
      suggestions: change(deeper),
    };
  const renamed = usualName === null ? undefined : headings.find(({ text }) => sameHeading(text, usualName));
  if (renamed)
    return {
      hint: `Write ## ${title} in line ${renamed.place.line}, as sections of inquest.yaml names it`,
      suggestions: change(renamed),
    };
  const others = headings.filter(({ text }) => !usual.some((one) => sameHeading(text, one)));
  const near = closest(
    title,
    others.map(({ text }) => text),
  );
  const heading = others.find(({ text }) => text === near);
  return (
    heading && {
      hint: `Did you mean it by ${JSON.stringify(heading.text)} in line ${heading.place.line}? Write ## ${title}`,
      suggestions: change(heading),
    }
  );
}
