import { defineRule, filesOf } from "../rule.js";

export const schema = defineRule({
  id: "schema",
  severity: "error",
  locked: true,
  *check(context) {
    for (const file of filesOf(context)) {
      for (const fault of file.schema.faults) yield { file: file.parsed.path, ...fault };
    }
  },
});
