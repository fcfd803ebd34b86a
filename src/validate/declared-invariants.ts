import type { Invariant } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { declaredIn } from "./ids/declared-in.js";
import { filesOf, type RuleContext } from "./rule.js";

/** The invariants of the selected catalogs, each with its file, which knows its places. */
export function* declaredInvariants(context: RuleContext): Iterable<{ parsed: ParsedFile; invariant: Invariant }> {
  for (const { parsed, schema } of filesOf(context)) {
    if (parsed.file.role !== "catalog") continue;
    for (const { kind, entry } of declaredIn(parsed.file, schema.data))
      if (kind === "invariant") yield { parsed, invariant: entry as unknown as Invariant };
  }
}
