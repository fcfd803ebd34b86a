import { KINDS } from "../../../model/kinds.js";
import { declaredAt } from "../../ids/declared-at.js";
import { unresolvedReferences } from "../../ids/unresolved.js";
import { replacement } from "../../replacement.js";
import { defineRule, sourcesOf } from "../../rule.js";

/** Ids are written as they are declared: some file systems hide a difference in case, others do not. */
export const referenceCase = defineRule({
  id: "reference-case",
  severity: "error",
  suggests: true,
  *check(context) {
    const sources = sourcesOf(context);
    for (const { reference, sameButCase } of unresolvedReferences(context)) {
      const { file, place, kind, id } = reference;
      if (sameButCase === undefined) continue;
      const source = sources.get(file);
      const related = declaredAt(sameButCase, kind, context);
      yield {
        file,
        place,
        message: `Expected ${KINDS[kind].singular} ${JSON.stringify(sameButCase)}, found ${JSON.stringify(id)}`,
        hint: "Write the id as it is declared",
        suggestions: source ? replacement(source, place, id, [sameButCase]) : [],
        ...(related.length > 0 ? { related } : {}),
      };
    }
  },
});
