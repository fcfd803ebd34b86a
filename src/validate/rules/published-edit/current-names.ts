import { CATALOG_KINDS, type Kind, STATED_KINDS } from "../../../model/kinds.js";
import { mentionsOf } from "../../../model/mentions.js";
import { declaredIn, type Entry } from "../../ids/declared-in.js";
import type { RuleContext } from "../../rule.js";

type FrontMatter = Record<string, unknown>;

/** The names that entries of the catalogs had before: `invariant:old` to its id now, and the sentence of each. */
export interface CurrentNames {
  ids: ReadonlyMap<string, string>;
  sentences: ReadonlyMap<string, string>;
}

/** Reads the catalogs. */
export function currentNames({ files }: Pick<RuleContext, "files">): CurrentNames {
  const ids = new Map<string, string>();
  const sentences = new Map<string, string>();
  const nested = new Set<Kind>(CATALOG_KINDS.flatMap(({ nested }) => nested?.kind ?? []));
  for (const { parsed } of files) {
    if (parsed.file.role !== "catalog") continue;
    for (const { kind, id, entry, parent } of declaredIn(parsed.file, parsed.data)) {
      const { aliases, statement, promise } = entry as { aliases?: unknown; statement?: unknown; promise?: unknown };
      const sentence = statement ?? promise;
      if (typeof sentence === "string") sentences.set(`${kind}:${id}`, sentence);
      const inner = [entry.id, ...namesOf(aliases)];
      // An entry inside another has the name of that one in front.
      const within = nested.has(kind) && parent !== null ? (parent as Entry & { aliases?: unknown }) : null;
      const names = within
        ? [within.id, ...namesOf(within.aliases)].flatMap((outer) => inner.map((one) => `${outer}/${one}`))
        : inner;
      for (const name of names) if (name !== id) ids.set(`${kind}:${name}`, id);
    }
  }
  return { ids, sentences };
}

function namesOf(aliases: unknown): readonly unknown[] {
  return Array.isArray(aliases) ? aliases : [];
}

/** An earlier version with the names of now: an entry that was renamed, or a statement that became one, is no other fact. */
export function withCurrentNames(
  role: "postmortem" | "drill",
  now: FrontMatter,
  then: FrontMatter,
  { ids, sentences }: CurrentNames,
): FrontMatter {
  if (ids.size === 0 && sentences.size === 0) return then;
  const named = structuredClone(then);
  for (const { container, key, kind, id } of mentionsOf(role, named)) {
    const current = ids.get(`${kind}:${id}`);
    const written = (container as FrontMatter)[key];
    if (current !== undefined && typeof written === "string")
      (container as FrontMatter)[key] = written.slice(0, written.length - id.length) + current;
  }
  for (const { kind, list, field } of STATED_KINDS) {
    const [items, itemsNow] = [named[list], now[list]];
    if (!Array.isArray(items) || !Array.isArray(itemsNow)) continue;
    for (const [index, item] of items.entries()) {
      const entry: unknown = itemsNow[index]?.[field];
      const statement: unknown = item?.[field]?.statement;
      if (typeof entry === "string" && statement !== undefined && sentences.get(`${kind}:${entry}`) === statement)
        item[field] = entry;
    }
  }
  return named;
}
