import type { ParsedFile } from "../parse/parse-file.js";
import { memoize } from "../util/memoize.js";
import { declaredIn } from "./ids/declared-in.js";
import type { RuleContext, RuleProblem } from "./rule.js";

/** The file that each entry of a catalog comes from. */
export const catalogFiles = memoize(({ files }: RuleContext): ReadonlyMap<object, ParsedFile> => {
  const catalogs = files.filter(({ parsed }) => parsed.file.role === "catalog");
  return new Map(
    catalogs.flatMap(({ parsed, schema }) =>
      declaredIn(parsed.file, schema.data).map(({ entry }) => [entry, parsed] as const),
    ),
  );
});

/** The place of a field of a catalog entry. */
export function placeInCatalog(
  context: RuleContext,
  entry: object,
  field: string,
): Pick<RuleProblem, "file" | "place"> {
  const file = catalogFiles(context).get(entry);
  if (file === undefined) throw new Error("An entry of no catalog");
  return { file: file.path, place: file.places.value(entry, field) };
}
