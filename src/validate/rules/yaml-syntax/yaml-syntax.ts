import { isLfsPointer } from "../../../model/lfs-pointer.js";
import { isDocument } from "../../../model/raw-file.js";
import { splitFrontMatter } from "../../../parse/front-matter.js";
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
    (isOn("conflict-marker") && hasConflictInYaml(parsed)) ||
    (isOn("cut-scalar") && cutScalarsOf(parsed).some(({ tookBracket }) => tookBracket)) ||
    (isOn("lfs-pointer") && isLfsPointer(source.text))
  );
}

/** Whether a merge left a conflict in what is parsed as YAML. One in the body of a document breaks no front matter. */
function hasConflictInYaml({ file, source }: ParsedFile): boolean {
  const { yaml } = isDocument(file) ? splitFrontMatter(source) : { yaml: undefined };
  return conflictMarkers(source).some(({ start }) => yaml === undefined || start < yaml.end);
}
