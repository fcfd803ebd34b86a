import type { ConfigData } from "./schema-types.js";

/** The licence of a collection's data; null where it names none. Both spellings are read. */
export function licenceOf({ site }: Pick<ConfigData, "site">): { title: string; url: string } | null {
  return site?.licence ?? site?.license ?? null;
}
