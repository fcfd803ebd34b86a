import { isLfsPointer } from "../../../model/lfs-pointer.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { conflictMarkers } from "../../conflict-markers.js";
import { cutScalarsOf } from "../../cut-scalars-of.js";
import { defineRule, filesOf, type RuleContext } from "../../rule.js";

export const yamlSyntax = defineRule({
  id: "yaml-syntax",
  severity: "error",
  locked: true,
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      if (hasNamedCause(parsed, context)) continue;
      for (const problem of parsed.problems) if (!problem.isLimit) yield { file: parsed.path, ...problem };
    }
  },
});

/** Whether another rule says why the file cannot be read. */
function hasNamedCause(parsed: ParsedFile, { collection: { config } }: RuleContext): boolean {
  const isOn = (rule: string) => config.rules?.[rule] !== "off";
  const { data, source } = parsed;
  if (data !== undefined) return false;
  return (
    (isOn("conflict-marker") && conflictMarkers(source).length > 0) ||
    (isOn("cut-scalar") && cutScalarsOf(parsed).some(({ tookBracket }) => tookBracket)) ||
    (isOn("lfs-pointer") && isLfsPointer(source.text))
  );
}
