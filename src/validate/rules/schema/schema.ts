import type { ConfigData } from "../../../model/schema-types.js";
import type { CheckedFile } from "../../checked-file.js";
import { defineRule, filesOf, type RuleContext, type RuleProblem } from "../../rule.js";

export const schema = defineRule({
  id: "schema",
  severity: "error",
  locked: true,
  *check(context) {
    for (const file of filesOf(context)) {
      for (const fault of file.schema.faults) yield { file: file.parsed.path, ...fault };
      if (file.parsed.file.role === "config") yield* lockedRules(file, context);
    }
  },
});

/** A severity for a locked rule would be ignored without a word. */
function* lockedRules({ parsed, schema: { data } }: CheckedFile, { locked }: RuleContext): Iterable<RuleProblem> {
  const severities = (data as ConfigData | undefined)?.rules ?? {};
  for (const id of Object.keys(severities)) {
    if (!locked.has(id)) continue;
    yield {
      file: parsed.path,
      place: parsed.places.key(severities, id),
      message: `${JSON.stringify(id)} cannot be switched off or changed`,
      hint: "Remove the line",
    };
  }
}
