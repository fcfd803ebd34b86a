import { declaredAt } from "../../ids/declared-at.js";
import { isLocal, unresolvedReferences } from "../../ids/unresolved.js";
import { defineRule } from "../../rule.js";

/** Ids are written as they are declared: some file systems hide a difference in case, others do not. */
export const referenceCase = defineRule({
  id: "reference-case",
  severity: "error",
  *check(context) {
    for (const { reference, sameButCase } of unresolvedReferences(context)) {
      const { file, place, type, id } = reference;
      if (sameButCase === undefined) continue;
      const related = isLocal(type) || type === "rule" ? [] : declaredAt(sameButCase, type, context);
      yield {
        file,
        place,
        message: `Expected ${type} ${JSON.stringify(sameButCase)}, found ${JSON.stringify(id)}`,
        hint: "Write the id as it is declared",
        ...(related.length > 0 ? { related } : {}),
      };
    }
  },
});
