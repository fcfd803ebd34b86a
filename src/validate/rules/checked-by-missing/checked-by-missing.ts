import { type Check, checksOf } from "../../../model/checks.js";
import type { RepositoryFile } from "../../../model/repository-file.js";
import { declaredInvariants } from "../../declared-invariants.js";
import { defineRule, type RuleProblem } from "../../rule.js";
import { declaresCheck } from "./find-check.js";

const FAULTS: Readonly<Record<Extract<RepositoryFile, { fault: string }>["fault"], string>> = {
  absent: "no such file",
  "not-regular": "no regular file inside the repository",
  "too-large": "a file of more than 1 MiB",
  "not-text": "a file that is not text",
};

/** What checks an invariant is there: the file exists and has what is named. Nothing is run. */
export const checkedByMissing = defineRule({
  id: "checked-by-missing",
  severity: "warning",
  *check(context) {
    for (const { parsed, invariant } of declaredInvariants(context)) {
      const written = invariant.checked_by;
      if (!Array.isArray(written)) continue;
      for (const [index, check] of checksOf(invariant).entries()) {
        const message = faultOf(check, context.repositoryFiles);
        const item = written[index];
        if (message === null || item === undefined) continue;
        const key = message.startsWith("Unknown") ? check.kind : "file";
        yield {
          file: parsed.path,
          place: parsed.places.value(item, key),
          message,
          hint: "Name what checks it today, or remove the entry: nothing checks it then, and recall says so",
        } satisfies RuleProblem;
      }
    }
  },
});

function faultOf(check: Check, files: ReadonlyMap<string, RepositoryFile>): string | null {
  if (check.kind === "url" || check.kind === "text") return null;
  const file = files.get(check.file) ?? { fault: "absent" as const };
  const path = JSON.stringify(check.file);
  if ("fault" in file) return `Expected the file ${path} with the ${check.kind}, found ${FAULTS[file.fault]}`;
  if (declaresCheck(check.kind, check.name, file.text)) return null;
  return `Unknown ${check.kind} ${JSON.stringify(check.name)} in ${path}`;
}
