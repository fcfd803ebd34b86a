import { type Check, checksOf } from "../../../model/checks.js";
import type { RepositoryFile } from "../../../model/repository-file.js";
import type { Invariant } from "../../../model/schema-types.js";
import { declaredIn } from "../../ids/declared-in.js";
import { defineRule, filesOf, type RuleProblem } from "../../rule.js";
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
    for (const { parsed, schema } of filesOf(context)) {
      if (parsed.file.role !== "catalog") continue;
      for (const { kind, entry } of declaredIn(parsed.file, schema.data)) {
        const { checked_by: written } = entry as unknown as Invariant;
        if (kind !== "invariant" || !Array.isArray(written)) continue;
        for (const [index, check] of checksOf(entry as unknown as Invariant).entries()) {
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
