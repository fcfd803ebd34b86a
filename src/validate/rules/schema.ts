import { defineRule } from "../rule.js";

export const schema = defineRule({
  id: "schema",
  severity: "error",
  locked: true,
  *check({ files }) {
    for (const file of files) {
      for (const fault of file.schema.faults) yield { file: file.parsed.path, ...fault };
    }
  },
});
