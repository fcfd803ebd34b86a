import type { AnyDocument } from "../../../model/collection.js";
import { visibilityOf } from "../../../model/collection.js";
import { type Hidden, hiddenIn, isHidden, isInternal, withLocalHidden } from "../../../model/hidden.js";
import { CATALOG_KINDS, entriesIn, type Kind } from "../../../model/kinds.js";
import { type Mention, mentionsOf } from "../../../model/mentions.js";
import { QUESTIONS } from "../../../model/questions.js";
import { plural } from "../../../util/plural.js";
import { finished } from "../../finished.js";
import { declaredAt } from "../../ids/declared-at.js";
import { defineRule, documentsOf } from "../../rule.js";

/** More entries than these are counted. */
const MAX_NAMED = 4;

/** A public document does not rest on entries of the catalogs that the public may not see. */
export const withheldFromPublic = defineRule({
  id: "withheld-from-public",
  severity: "warning",
  *check(context) {
    const { collection } = context;
    const hidden = hiddenIn(collection);
    const sayThemselves = internalByThemselves(collection.catalogs);
    for (const document of finished(documentsOf(context), context)) {
      const { data, places, source } = document;
      if (visibilityOf(data, collection.config.visibility) !== "public") continue;
      const all = restsOn(document, hidden);
      // The answers are what a document is for.
      const mentions = [...all.filter(isOfAnswer), ...all.filter((mention) => !isOfAnswer(mention))];
      const [first] = mentions;
      if (first === undefined) continue;
      const names = [...new Set(mentions.map(({ kind, id }) => `${kind}:${id}`))];
      const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : "";
      const isByDefault = names.some((name) => !sayThemselves.has(name));
      yield {
        file: source.path,
        place: places.value(first.container, first.key),
        path: "withheld",
        message: `Public document rests on ${plural(names.length, "internal entry", "internal entries")}, which the public site withholds: ${names.slice(0, MAX_NAMED).join(", ")}${more}`,
        hint: isByDefault
          ? "Entries are internal unless they or inquest.yaml say visibility: public; write it on those that the public may see"
          : "Make the entry public, or state in place what the public may read",
        severity: isByDefault || mentions.some(isOfAnswer) ? undefined : "info",
        related: declaredAt(first.id, first.kind, context),
      };
    }
  },
});

/** What a document refers to in the catalogs and does not hide itself, in the order of the file. */
function restsOn({ type, data }: AnyDocument, hidden: Hidden): Mention[] {
  const local = withLocalHidden(new Map(), data);
  return mentionsOf(type, data).filter(({ kind, id, entry, beside }) => {
    if (isInternal(entry) || isInternal(beside) || isHidden(local, kind, id)) return false;
    return CATALOG_ENTRIES.has(kind) && isHidden(hidden, kind, id);
  });
}

const CATALOG_ENTRIES: ReadonlySet<Kind> = new Set(
  CATALOG_KINDS.flatMap(({ kind, nested }) => [kind, ...(nested ? [nested.kind] : [])]),
);

/** The entries that say themselves that they are internal. */
function internalByThemselves(catalogs: Parameters<typeof hiddenIn>[0]["catalogs"]): ReadonlySet<string> {
  return new Set(
    CATALOG_KINDS.flatMap(({ kind, property, nested }) =>
      catalogs[property].flatMap((entry) => [
        ...(isInternal(entry) ? [`${kind}:${entry.id}`] : []),
        ...(nested ? entriesIn(entry, nested.list) : []).flatMap((inner) =>
          isInternal(entry) || isInternal(inner) ? [`${nested?.kind}:${entry.id}/${inner.id}`] : [],
        ),
      ]),
    ),
  );
}

function isOfAnswer({ field }: Mention): boolean {
  return QUESTIONS.some((question) => field.path.startsWith(question));
}
