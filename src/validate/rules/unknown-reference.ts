import type { RelatedPlace } from "../../model/diagnostic.js";
import { CATALOG_LISTS, CONFIG_LISTS, entriesOf } from "../build-index.js";
import type { IdType } from "../id-index.js";
import { catalogReferencesOf, LOCAL_LISTS, type LocalType, type Reference, referencesOf } from "../references.js";
import { defineRule, documentsOf, type Finding, type RuleContext } from "../rule.js";
import { closest, suggestion } from "../suggest.js";

export const unknownReference = defineRule({
  id: "unknown-reference",
  severity: "error",
  *check(context) {
    const { config } = context.collection;
    const raw = new Map(context.files.map(({ parsed }) => [parsed.path, parsed.data]));
    for (const document of documentsOf(context)) {
      const data = raw.get(document.source.path) ?? document.data;
      for (const reference of referencesOf(document, config)) yield* unknown(reference, data, context);
    }
    for (const file of context.files) {
      for (const reference of catalogReferencesOf(file, config)) yield* unknown(reference, undefined, context);
    }
  },
});

/** @param data what the document of the reference holds, as it is written */
function* unknown(reference: Reference, data: unknown, context: RuleContext): Iterable<Finding> {
  const { file, place, type, id } = reference;
  if (id.startsWith("@")) return;
  const message = `Unknown ${type} ${JSON.stringify(id)}`;
  if (isLocal(type)) {
    const key = LOCAL_LISTS[type];
    const known = entriesOf(data, key).map((entry) => entry.id);
    if (!known.includes(id)) yield { file, place, message, hint: `Add it to ${key}${orOneOf(known)}` };
  } else if (type === "rule") {
    if (!context.ruleIds.includes(id))
      yield {
        file,
        place,
        message,
        hint: suggestion(id, context.ruleIds, "The rules are") ?? "Look it up in the list of rules",
      };
  } else if (context.index.complete(type)) {
    const known = context.index.ids(type);
    if (known.has(id)) return;
    const near = closest(id, known.keys());
    const related = near === undefined ? [] : declaredAt(near, type, context);
    const hint =
      near === undefined
        ? `Add it to ${homeOf(type, id)}${orOneOf([...known.keys()])}`
        : `Did you mean ${JSON.stringify(near)}?`;
    yield { file, place, message, hint, ...(related.length > 0 ? { related } : {}) };
  }
}

function isLocal(type: Reference["type"]): type is LocalType {
  return Object.hasOwn(LOCAL_LISTS, type);
}

function orOneOf(known: readonly string[]): string {
  return known.length > 0 && known.length <= 15 ? `, or use one of ${known.join(", ")}` : "";
}

/** Where something of this type is declared. */
function homeOf(type: IdType, id: string): string {
  if (type === "incident" || type === "drill") return `${type}s/ as ${id}.md`;
  const config = CONFIG_LISTS.find((list) => list.type === type);
  if (config) return `${config.key} in inquest.yaml`;
  const catalog = type === "kind" ? "taxonomy" : CATALOG_LISTS.find((list) => list.type === type)?.catalog;
  return `catalog/${catalog}.yaml`;
}

function declaredAt(id: string, type: IdType, { index }: RuleContext): RelatedPlace[] {
  const declaration = index.ids(type).get(id);
  if (declaration === undefined) return [];
  const { line, column } = declaration.place;
  return [{ file: declaration.file, line, column, message: "declared here" }];
}
