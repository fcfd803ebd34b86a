import { KINDS } from "../../../model/kinds.js";
import { declaredAt } from "../../ids/declared-at.js";
import { unresolvedReferences } from "../../ids/unresolved.js";
import { defineRule } from "../../rule.js";

/** Ids are written as they are declared: some file systems hide a difference in case, others do not. */
export const referenceCase = defineRule({
  id: "reference-case",
  severity: "error",
  *check(context) {
    for (const { reference, sameButCase } of unresolvedReferences(context)) {
      const { file, place, kind, id } = reference;
      if (sameButCase === undefined) continue;
      const related = declaredAt(sameButCase, kind, context);
      yield {
        file,
        place,
        message: `Expected ${KINDS[kind].singular} ${JSON.stringify(sameButCase)}, found ${JSON.stringify(id)}`,
        hint: "Write the id as it is declared",
        ...(related.length > 0 ? { related } : {}),
      };
    }
  },
});
