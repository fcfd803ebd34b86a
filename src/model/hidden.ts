import { type AnyDocument, type Collection, visibilityOf } from "./collection.js";
import { CATALOG_KINDS, entriesIn, type Kind, localEntriesOf } from "./kinds.js";
import { containersOf, mentionsOf } from "./mentions.js";
import type { ConfigData, Visibility } from "./schema-types.js";

/** The ids that the public may not see, by kind. */
export type Hidden = ReadonlyMap<Kind, ReadonlySet<string>>;

/** The documents and catalog entries that the public may not see: internal, not published, or inseparable from such. */
export function hiddenIn({ config, catalogs, postmortems, drills, hiddenElsewhere = [] }: Collection): Hidden {
  const hidden = new Map<Kind, Set<string>>();
  const hide = (kind: Kind, id: string) => hidden.set(kind, (hidden.get(kind) ?? new Set()).add(id));
  for (const { id, data } of postmortems) if (!isPublished(data, config)) hide("incident", id);
  for (const { id, data } of drills) if (!isPublished(data, config)) hide("drill", id);
  for (const { kind, property, nested } of CATALOG_KINDS) {
    for (const entry of catalogs[property]) {
      const isHidden = visibilityOf(entry, config.visibility) !== "public";
      if (isHidden) hide(kind, entry.id);
      for (const inner of nested ? entriesIn(entry, nested.list) : [])
        if (isHidden || isInternal(inner)) hide(nested?.kind ?? kind, `${entry.id}/${inner.id}`);
    }
  }
  for (const { kind, id } of hiddenElsewhere) hide(kind, id);
  hideInseparable(catalogs, hidden, hide);
  return hidden;
}

/** Whether a collection hides anything at all from the public. */
export function hidesAnything(collection: Collection): boolean {
  const { config, postmortems, drills, catalogs, about } = collection;
  if (hiddenIn(collection).size > 0 || config.fields?.some(isInternal)) return true;
  const bodies = [...postmortems, ...drills, ...(about ? [about] : [])].map(({ body }) => body.text);
  if (bodies.some((text) => text.includes(":::"))) return true;
  for (const data of [...Object.values(catalogs), ...[...postmortems, ...drills].map((one) => one.data)])
    for (const container of containersOf(data)) if (isInternal(container)) return true;
  return false;
}

/** An entry that means nothing without a hidden one is hidden too, and so is what means nothing without that. */
function hideInseparable(
  catalogs: Collection["catalogs"],
  hidden: Hidden,
  hide: (kind: Kind, id: string) => void,
): void {
  let found: boolean;
  do {
    found = false;
    for (const { kind, property } of CATALOG_KINDS) {
      for (const entry of catalogs[property]) {
        if (isHidden(hidden, kind, entry.id)) continue;
        const needed = mentionsOf(kind, entry).filter(({ field }) => field.whenHidden === "owner");
        if (!needed.some((mention) => isHidden(hidden, mention.kind, mention.id))) continue;
        hide(kind, entry.id);
        found = true;
      }
    }
  } while (found);
}

/** The same with the entries of one document that say that they are internal. */
export function withLocalHidden(hidden: Hidden, data: object): Hidden {
  const all = new Map<Kind, ReadonlySet<string>>(hidden);
  for (const { kind, entry, item } of localEntriesOf(data))
    if (isInternal(item)) all.set(kind, new Set([...(all.get(kind) ?? []), entry.id]));
  return all;
}

export function isHidden(hidden: Hidden, kind: Kind, id: string): boolean {
  return hidden.get(kind)?.has(id) === true;
}

/** Whether a map says of itself that it is internal. */
export function isInternal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "visibility" in value && value.visibility === "internal";
}

function isPublished(data: AnyDocument["data"] & { visibility?: Visibility }, config: ConfigData): boolean {
  const isFinished = data.status === "published" || data.status === "archived";
  return isFinished && visibilityOf(data, config.visibility) === "public";
}
