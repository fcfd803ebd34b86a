import type { AnyDocument } from "../../../model/collection.js";
import { parseReference } from "../../../model/kinds.js";
import type { MissingEvidence } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { defineRule, documentsOf } from "../../rule.js";

/** What closed a gap or an action proved itself in another drill or incident. */
export const provenByItself = defineRule({
  id: "proven-by-itself",
  severity: "warning",
  *check(context) {
    for (const document of documentsOf(context)) {
      const { places, source } = document;
      for (const { entry, what } of closable(document)) {
        const { closed_by } = entry;
        if (closed_by?.proven_by === undefined || parseReference(closed_by.proven_by)?.id !== document.id) continue;
        yield {
          file: source.path,
          place: places.value(closed_by, "proven_by"),
          message: `Expected another drill or incident as proof of ${what} "${entry.id}", found the document itself`,
          hint: "Name a later drill or incident in which it served; until there is one, leave proven_by out",
        };
      }
    }
  },
});

function* closable({
  data,
}: AnyDocument): Iterable<{ entry: Pick<MissingEvidence, "id" | "closed_by">; what: string }> {
  for (const entry of listOf<MissingEvidence>(data.missing_evidence)) yield { entry, what: "gap" };
  for (const entry of data.actions ?? []) yield { entry, what: "action" };
}
