import type { Diagnostic } from "../model/diagnostic.js";
import { FILE_START } from "../model/place.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { Completer } from "./completer.js";
import { filesOf, type Rule, type RuleContext, type RuleProblem } from "./rule.js";
import { documentLimit } from "./rules/document-limit/document-limit.js";
import { checkSchema, type SchemaCheck } from "./schema/schema-check.js";
import { Selection } from "./selection.js";

/** Checks a file against its schema. Where that fails on a file, the file counts as unreadable. */
export function checkContained(file: ParsedFile, failures: RuleProblem[]): SchemaCheck {
  try {
    return checkSchema(file);
  } catch (error) {
    failures.push(failureAt(file.path, "schema", error));
    return { data: undefined, faults: [], missing: [] };
  }
}

/**
 * Runs a rule. Where it fails, it runs again on each file alone, so that only the file that breaks it loses its
 * diagnostics.
 * @throws the error where no single file is at fault
 */
export async function runContained(rule: Rule, context: RuleContext, complete: Completer): Promise<Diagnostic[]> {
  try {
    return complete(rule, await rule.check(context));
  } catch (error) {
    const found: Diagnostic[] = [];
    const failures: RuleProblem[] = [];
    const paths = filesOf(context).map(({ parsed }) => parsed.path);
    for (const path of paths)
      try {
        const selection = new Selection(new Map([[path, "all" as const]]));
        found.push(...complete(rule, await rule.check({ ...context, selection })));
      } catch (failure) {
        failures.push(failureAt(path, rule.id, failure));
      }
    if (failures.length === paths.length) throw error;
    return [
      ...found.filter(({ file }) => !failures.some((one) => one.file === file)),
      ...complete(documentLimit, failures),
    ];
  }
}

function failureAt(file: string, rule: string, error: unknown): RuleProblem {
  return {
    file,
    place: FILE_START,
    // Finding the path would read the file again.
    path: "",
    message: `Expected a file that can be checked: the rule ${rule} failed with ${JSON.stringify((error as Error).message)}`,
    hint: "Simplify the file; if it is an ordinary one, this is a bug in inquest",
  };
}
