import { suggestion } from "./suggest.js";

/** What is wrong with an id that an option names, in one line; null where a catalog has it or none is named. */
export function unknownIn(
  option: string,
  id: string | null,
  entries: readonly { id: string }[],
  catalog: string,
): string | null {
  const ids = entries.map((entry) => entry.id);
  if (id === null || ids.includes(id)) return null;
  const hint = suggestion(id, ids, "It is one of") ?? `The ids are in catalog/${catalog}`;
  return `${option} ${JSON.stringify(id)} is not in catalog/${catalog}. ${hint}`;
}
