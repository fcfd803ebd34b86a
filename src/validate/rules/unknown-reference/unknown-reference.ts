import type { AnyDocument } from "../../../model/collection.js";
import { isLocalId, KINDS } from "../../../model/kinds.js";
import { relapsesOf } from "../../../model/relapses.js";
import { sourceOfId } from "../../../model/repository-source.js";
import type { Source } from "../../../model/source.js";
import { memoize } from "../../../util/memoize.js";
import { declaredAt } from "../../ids/declared-at.js";
import { homeOf } from "../../ids/id-index.js";
import { didYouMean, nearest } from "../../ids/suggest.js";
import { type Unresolved, unresolvedReferences } from "../../ids/unresolved.js";
import { replacement } from "../../replacement.js";
import { defineRule, documentsOf, type RuleContext, type RuleProblem, sourcesOf } from "../../rule.js";

/** What is referred to exists. Ids that differ only in case are left to `reference-case`. */
export const unknownReference = defineRule({
  id: "unknown-reference",
  severity: "error",
  suggests: true,
  *check(context) {
    const sources = sourcesOf(context);
    for (const one of unresolvedReferences(context))
      if (one.sameButCase === undefined) yield unknown(one, sources.get(one.reference.file), context);
    for (const document of documentsOf(context)) yield* unknownRelapses(document);
    yield* unknownActions(context);
  },
});

/** Recovery rows of a relapse that the timeline does not mark. */
function* unknownRelapses({ data, places, source }: AnyDocument): Iterable<RuleProblem> {
  const relapses = relapsesOf("timeline" in data ? data.timeline : undefined).map(({ id }) => id);
  for (const row of data.recovery ?? []) {
    if (row.of === undefined || relapses.includes(row.of)) continue;
    yield {
      file: source.path,
      place: places.value(row, "of"),
      message: `Unknown relapse ${JSON.stringify(row.of)}`,
      hint:
        relapses.length === 0
          ? "Mark the event at which it broke again as relapsed, or remove `of`"
          : `The timeline has ${relapses.join(", ")}; mark one more event as relapsed, or correct \`of\``,
    };
  }
}

const byId = memoize(
  (documents: RuleContext["documents"]) => new Map(Array.from(documents.values(), (one) => [one.id, one])),
);

/** An action that `related` names is one of the incident or drill that it names. */
function* unknownActions(context: RuleContext): Iterable<RuleProblem> {
  for (const { data, places, source } of documentsOf(context)) {
    for (const related of data.related ?? []) {
      if (related.action === undefined) continue;
      const other = byId(context.documents).get(related.incident ?? related.drill ?? "");
      if (other === undefined) continue;
      const ids = (other.data.actions ?? []).map(({ id }) => id);
      if (ids.includes(related.action)) continue;
      yield {
        file: source.path,
        place: places.value(related, "action"),
        message: `Unknown action ${JSON.stringify(related.action)} of ${JSON.stringify(other.id)}`,
        hint: ids.length === 0 ? `${other.id} has no actions` : `Use one of ${ids.join(", ")}`,
      };
    }
  }
}

/** A name that `sources` does not have, or an id that a source does not have in the commit of the lock. */
function unknownElsewhere(
  { reference, known, elsewhere, sameInSource }: Unresolved,
  source: Source | undefined,
): RuleProblem {
  const { file, place, kind, id } = reference;
  const name = sourceOfId(id) ?? "";
  const isName = elsewhere === "source";
  const meant = nearest(isName ? name : id, known);
  const alike = isName ? meant.map((one) => id.replace(`@${name}/`, `@${one}/`)) : meant;
  const better = sameInSource === undefined ? alike : [sameInSource];
  const advice = isName
    ? `Add it to sources in inquest.yaml, or use one of ${known.join(", ")}`
    : `@${name} has none in the commit of inquest.lock; where it is newer than that, run inquest update`;
  return {
    file,
    place,
    message: isName
      ? `Unknown source ${JSON.stringify(name)}`
      : `Unknown ${KINDS[kind].singular} ${JSON.stringify(id)}`,
    hint: better.length === 0 ? advice : `${didYouMean(better)} ${isName ? "" : `Else: ${advice}`}`.trim(),
    suggestions: source ? replacement(source, place, id, better) : [],
  };
}

function unknown(one: Unresolved, source: Source | undefined, context: RuleContext): RuleProblem {
  const { reference, known } = one;
  if (one.elsewhere !== undefined) return unknownElsewhere(one, source);
  const { file, place, kind, id } = reference;
  const problem = { file, place, message: `Unknown ${KINDS[kind].singular} ${JSON.stringify(id)}` };
  const meant = isLocalId(kind, id) ? [] : nearest(id, known);
  if (meant.length === 0) {
    const hint =
      kind === "rule"
        ? "inquest explain lists the rules"
        : `Add it to ${homeOf(kind, id, context.files)}${orOneOf(known)}`;
    return { ...problem, hint };
  }
  const { home } = KINDS[kind];
  const isOfCatalog = "catalog" in home || "within" in home;
  const related = meant.flatMap((one) => declaredAt(one, kind, context));
  return {
    ...problem,
    hint: `${didYouMean(meant)}${isOfCatalog ? ` Else add it to ${homeOf(kind, id, context.files)}` : ""}`,
    suggestions: source ? replacement(source, place, id, meant) : [],
    ...(related.length > 0 ? { related } : {}),
  };
}

function orOneOf(known: readonly string[]): string {
  return known.length > 0 && known.length <= 15 ? `, or use one of ${known.join(", ")}` : "";
}
