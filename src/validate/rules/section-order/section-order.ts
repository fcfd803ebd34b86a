import type { AnyDocument } from "../../../model/collection.js";
import type { Suggestion } from "../../../model/diagnostic.js";
import { sameHeading, usualHeadings } from "../../../model/sections.js";
import { defineRule, documentsOf } from "../../rule.js";

/** The usual sections stand in their usual order. Other sections stay behind the one they follow. */
export const sectionOrder = defineRule({
  id: "section-order",
  severity: "info",
  settings: ["sections"],
  *check(context) {
    for (const document of documentsOf(context)) {
      const usual = usualHeadings(document.type, context.collection.config);
      const rank = (text: string) => usual.findIndex((title) => sameHeading(text, title));
      const { sections } = document.body;
      let last = -1;
      for (const { heading } of sections) {
        const here = rank(heading.text);
        if (here >= 0 && here < last) {
          yield {
            file: document.source.path,
            place: heading.place,
            message: `Expected section ${JSON.stringify(heading.text)} before ${JSON.stringify(usual[last])}`,
            hint: `The usual order is ${usual.join(", ")}; --fix moves the sections`,
            suggestions: sorted(document, rank),
          };
          break;
        }
        last = Math.max(last, here);
      }
    }
  },
});

/** Moves whole sections. A document that has a section twice is left alone. */
function sorted({ body, source }: AnyDocument, rank: (text: string) => number): Suggestion[] {
  const starts = body.sections.map(({ heading }) => source.offset(heading.place.line, 1));
  const first = starts[0];
  const ranks = body.sections.map(({ heading }) => rank(heading.text));
  const known = ranks.filter((one) => one >= 0);
  if (first === undefined || new Set(known).size < known.length) return [];
  const groups: { rank: number; text: string }[] = [];
  starts.forEach((start, index) => {
    const text = source.text.slice(start, starts[index + 1] ?? source.text.length);
    const last = groups.at(-1);
    if ((ranks[index] ?? -1) < 0 && last) last.text += text;
    else groups.push({ rank: ranks[index] ?? -1, text });
  });
  // A fence that is not closed would swallow what comes after it in its new place.
  if ((groups.at(-1)?.text.match(/^ {0,3}(```|~~~)/gm) ?? []).length % 2 === 1) return [];
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const text = groups
    .sort((a, b) => a.rank - b.rank)
    .map((group) => group.text.trimEnd())
    .join(eol + eol);
  const last = source.text.trimEnd().length;
  return [
    { title: "Move the sections into their order", appliedBy: "--fix", edits: [{ start: first, end: last, text }] },
  ];
}
