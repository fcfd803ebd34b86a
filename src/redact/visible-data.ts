import { type Hidden, isHidden, isInternal, withLocalHidden } from "../model/hidden.js";
import { type CatalogKind, KINDS, WITHHELD_TEXT, withheldId } from "../model/kinds.js";
import { type Mention, mentionsOf } from "../model/mentions.js";
import { QUESTIONS } from "../model/questions.js";

/** Stands for a value, an item or an entry that goes. */
const GONE = Symbol("gone");

/** What takes the place of values, by the map or list that holds them, and of entries. */
interface Changes {
  values: Map<object, Map<string | number, string | typeof GONE>>;
  entries: Map<object, object | typeof GONE>;
}

/**
 * The data of a public document or catalog entry without internal entries, and without what it tells of hidden things.
 * The list of an answer that loses all of its entries becomes a blank, one of recovery or degradation is empty; another such
 * list goes.
 * @param hidden the documents and catalog entries that the public may not see
 */
export function visibleData<Data extends object>(
  owner: "postmortem" | "drill" | CatalogKind,
  data: Data,
  hidden: Hidden,
): Data {
  const all = withLocalHidden(hidden, data);
  const changes: Changes = { values: new Map(), entries: new Map() };
  for (const mention of mentionsOf(owner, data))
    if (isHidden(all, mention.kind, mention.id)) withhold(mention, changes);
  if (changes.values.size === 0 && changes.entries.size === 0 && !holdsInternal(data)) return data;
  return copyWith(data, changes) as Data;
}

/** Whether something in a value is internal. To see that takes less time than a copy. */
function holdsInternal(value: object): boolean {
  for (const child of Object.values(value))
    if (typeof child === "object" && child !== null && (isInternal(child) || holdsInternal(child))) return true;
  return false;
}

function withhold({ field, container, key, entry, kind }: Mention, { values, entries }: Changes): void {
  const replace = (value: string | typeof GONE) =>
    values.set(container, (values.get(container) ?? new Map()).set(key, value));
  switch (field.whenHidden) {
    case "entry":
      if (entry) entries.set(entry, GONE);
      return;
    case "answer":
      if (entry) entries.set(entry, { [String(key)]: withheldId(kind), [field.edge?.why ?? "why"]: WITHHELD_TEXT });
      return;
    case "withheld":
      return void replace(field.to === "typed" ? `${kind}:${withheldId(kind)}` : withheldId(kind));
    default:
      return void replace(GONE);
  }
}

/** A copy of a value with the changes, or the value itself where nothing changes. */
function copyWith(value: unknown, changes: Changes): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? copyList(value, changes) : copyMap(value, changes);
}

function copyList(list: readonly unknown[], changes: Changes): unknown {
  const values = changes.values.get(list);
  const seen = new Set<unknown>();
  const kept = list.flatMap((item, index) => {
    const entry = changes.entries.get(item as object);
    const change = values?.get(index) ?? entry;
    if (change === GONE || isInternal(item)) return [];
    if (change === undefined) return [copyWith(item, changes)];
    // One that says "withheld" stands for all such, so that they cannot be counted.
    const text = JSON.stringify(change);
    if (seen.has(text)) return [];
    seen.add(text);
    return [change];
  });
  return kept.length === list.length && kept.every((item, index) => item === list[index]) ? list : kept;
}

function copyMap(map: object, changes: Changes): unknown {
  const values = changes.values.get(map);
  const entries = Object.entries(map);
  const kept = entries.flatMap(([key, child]): [string, unknown][] => {
    const change = values?.get(key);
    if (change === GONE) return [];
    if (change !== undefined) return [[key, change]];
    const next = isInternal(child) ? undefined : copyWith(child, changes);
    const isEmptied = Array.isArray(next) && next.length === 0 && next !== child;
    if (next !== undefined && !isEmptied) return [[key, next]];
    if (QUESTIONS.some((question) => question === key)) return [[key, { unpublished: WITHHELD_TEXT }]];
    return isRequiredList(key) || (isEmptied && RECORDED.has(key)) ? [[key, []]] : [];
  });
  const isSame = kept.length === entries.length && kept.every(([, child], index) => child === entries[index]?.[1]);
  return isSame ? map : Object.fromEntries(kept);
}

/** Pages say of these lists that nothing was recorded, which is not so where all of it is internal: an empty one stays. */
const RECORDED: ReadonlySet<string> = new Set(["recovery", "degradation"]);

/** The lists of entries inside others: what has one is nothing without it. */
function isRequiredList(key: string): boolean {
  return Object.values(KINDS).some(({ home }) => "within" in home && home.list === key);
}
