import type { AnyDocument } from "../../../model/collection.js";
import type { Edit } from "../../../model/diagnostic.js";
import { declaredInvariants } from "../../declared-invariants.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

/** Forms that are still read, and have a newer one that says more. */
export const oldForm = defineRule({
  id: "old-form",
  severity: "info",
  *check(context) {
    for (const { parsed, invariant } of declaredInvariants(context)) {
      if (typeof invariant.checked_by !== "string") continue;
      yield {
        file: parsed.path,
        place: parsed.places.value(invariant, "checked_by"),
        message: "Expected checked_by as a list of checks, found a sentence",
        hint: "Name each with its file, so that check can verify it: checked_by: [{alert: name, file: …}]",
      } satisfies RuleProblem;
    }
    for (const document of documentsOf(context)) {
      if (document.type === "drill") continue;
      const { data, places, source } = document;
      if (data.extent !== undefined && !Array.isArray(data.extent))
        yield {
          file: source.path,
          place: places.key(data, "extent"),
          message: "Expected extent as a list, found one entry",
          hint: "Write extent: [{…}], or let --fix do it",
          suggestions: [{ title: "Write a list", appliedBy: "--fix", edits: asList(data.extent, document) }],
        } satisfies RuleProblem;
      for (const entry of data.response ?? []) {
        if (entry.outcome !== "unknown") continue;
        const place = places.value(entry, "outcome");
        yield {
          file: source.path,
          place,
          message: 'Expected outcome "not-recorded", found its old name "unknown"',
          hint: "Write not-recorded, or let --fix do it",
          suggestions: [
            { title: 'Change to "not-recorded"', appliedBy: "--fix", edits: [source.replace(place, "not-recorded")] },
          ],
        } satisfies RuleProblem;
      }
    }
  },
});

/** Makes a map the only entry of a list: in brackets where it stands in braces, else behind a dash. */
function asList(map: object, { places, source }: AnyDocument): Edit[] {
  const { line, column, endLine, endColumn } = places.whole(map);
  const [start, end] = [source.offset(line, column), source.offset(endLine, endColumn)];
  if (source.text[start] === "{")
    return [
      { start, end: start, text: "[" },
      { start: end, end, text: "]" },
    ];
  const edits: Edit[] = [{ start, end: start, text: "- " }];
  const last = start + source.text.slice(start, end).trimEnd().length;
  for (let next = line + 1; source.lineStart(next) < last; next++) {
    const at = source.lineStart(next);
    if (source.line(next)?.trim() !== "") edits.push({ start: at, end: at, text: "  " });
  }
  return edits;
}
