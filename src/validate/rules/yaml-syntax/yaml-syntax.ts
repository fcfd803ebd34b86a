import { defineRule, filesOf } from "../../rule.js";

export const yamlSyntax = defineRule({
  id: "yaml-syntax",
  severity: "error",
  locked: true,
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      for (const problem of parsed.problems) yield { file: parsed.path, ...problem };
    }
  },
});
