import type { ConfigData, Service } from "../../../model/schema-types.js";

/** What a collection knows by id, and a foreign document by some name. */
export interface Known {
  config: ConfigData;
  services: readonly Service[];
}

/** Names that the collection does not know, by what they name. They are offered, never added. */
export interface Unknown {
  owners: string[];
  services: string[];
  severities: string[];
}

interface Entry {
  id: string;
  title: string;
}

/**
 * The id of what a document calls by a name: an id or a title, whatever the case.
 * @param entries undefined where the collection has no list of them, so that any name will do
 */
export function idOf(name: string, entries: readonly Entry[] | undefined): string | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "");
  if (entries === undefined) return name;
  return entries.find(({ id, title }) => plain(id) === plain(name) || plain(title) === plain(name))?.id;
}
