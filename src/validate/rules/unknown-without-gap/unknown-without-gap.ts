import { containersOf } from "../../../model/mentions.js";
import { isBlank } from "../../../model/values/blank.js";
import { entriesOf } from "../../ids/declared-in.js";
import { defineRule, documentsOf, severityByStatus } from "../../rule.js";
import { isAbsent } from "../../written.js";

export const unknownWithoutGap = defineRule({
  id: "unknown-without-gap",
  severity: "error",
  *check(context) {
    for (const document of documentsOf(context)) {
      const severity = severityByStatus(document, context);
      if (severity === undefined) continue;
      const { data, places, source } = document;
      const gaps = entriesOf(data, "missing_evidence").map(({ id }) => id);
      for (const container of containersOf(data)) {
        if (!isBlank(container) || container.unknown === undefined || !isAbsent(container, "gap", places)) continue;
        yield {
          file: source.path,
          place: places.key(container, "unknown"),
          message: "Missing gap of an unknown value",
          hint: hintFor(gaps),
          severity,
        };
      }
    }
  },
});

/** How to name the missing evidence, given what is declared. */
function hintFor(gaps: readonly string[]): string {
  return gaps.length > 0
    ? `Name the evidence that was missing, gap: ${gaps.join(" or ")}, or add an entry to missing_evidence`
    : "Add the evidence that was missing to missing_evidence as M1, and write gap: M1";
}
