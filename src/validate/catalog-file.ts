import type { CatalogName } from "../model/kinds.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { RuleContext } from "./rule.js";

/** The file that a catalog comes from, for the places of its entries; undefined where there is none. */
export function catalogFile({ files }: RuleContext, name: CatalogName): ParsedFile | undefined {
  return files.find(({ parsed: { file }, schema }) => {
    return file.role === "catalog" && file.name === name && schema.data !== undefined;
  })?.parsed;
}
