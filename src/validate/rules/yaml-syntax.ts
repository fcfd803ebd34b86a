import { defineRule } from "../rule.js";

export const yamlSyntax = defineRule({
  id: "yaml-syntax",
  severity: "error",
  locked: true,
  *check({ files }) {
    for (const { parsed } of files) {
      for (const problem of parsed.problems) yield { file: parsed.path, ...problem };
    }
  },
});
