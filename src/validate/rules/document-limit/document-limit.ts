import { CATALOG_KINDS } from "../../../model/kinds.js";
import { FILE_START } from "../../../model/place.js";
import { defineRule, filesOf, type RuleContext, type RuleProblem } from "../../rule.js";

/** Each has a page, or several. */
const MAX_PAGES = 100_000;

/** Every file is small and flat enough to be parsed and shown, and a site has a bounded number of pages. */
export const documentLimit = defineRule({
  id: "document-limit",
  severity: "error",
  locked: true,
  *check(context) {
    for (const { parsed } of filesOf(context))
      for (const problem of parsed.problems) if (problem.isLimit) yield { file: parsed.path, ...problem };
    yield* tooManyPages(context);
  },
});

function* tooManyPages({ files, collection, documents }: RuleContext): Iterable<RuleProblem> {
  const entries = CATALOG_KINDS.reduce((sum, { property }) => sum + collection.catalogs[property].length, 0);
  const pages = documents.size + entries;
  const [first] = files;
  if (pages > MAX_PAGES && first)
    yield {
      file: files.find(({ parsed }) => parsed.file.role === "config")?.parsed.path ?? first.parsed.path,
      place: FILE_START,
      message: `Expected at most ${MAX_PAGES} documents and catalog entries, found ${pages}`,
      hint: "Split the collection: each of them is a page of the site",
    };
}
