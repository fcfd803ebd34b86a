import { isDocument } from "../../../model/raw-file.js";
import type { ConfigData } from "../../../model/schema-types.js";
import type { CheckedFile } from "../../checked-file.js";
import { declarationProblems, valueProblems } from "../../custom-fields.js";
import { defineRule, filesOf, type RuleContext, type RuleProblem } from "../../rule.js";

export const schema = defineRule({
  id: "schema",
  severity: "error",
  locked: true,
  *check(context) {
    for (const file of filesOf(context)) {
      for (const { unknownField, ...fault } of file.schema.faults) {
        const hint = unknownField === undefined ? undefined : hintIfDeclared(unknownField, file, context);
        yield { file: file.parsed.path, ...fault, ...(hint ? { hint, suggestions: [] } : {}) };
      }
      if (file.parsed.file.role !== "config") continue;
      yield* lockedRules(file, context);
      yield* declarationProblems(file);
    }
    yield* valueProblems(context);
  },
});

/** What to do with a custom field that stands beside the built-in ones. */
function hintIfDeclared(name: string, { parsed }: CheckedFile, { collection }: RuleContext): string | undefined {
  if (!isDocument(parsed.file) || !collection.config.fields?.some((field) => field.name === name)) return undefined;
  return `It is a custom field: write fields: {${name}: …}`;
}

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
