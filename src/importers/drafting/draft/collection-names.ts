import type { ConfigData, Service } from "../../../model/schema-types.js";

/** What the collection has an id for, and a foreign document another name. */
export interface CollectionNames {
  config: ConfigData;
  services: readonly Service[];
}

/** Names that the collection does not have, by what they name. They are offered in comments, never added. */
export interface MissingNames {
  owners: string[];
  services: string[];
  severities: string[];
}

interface Entry {
  id: string;
  title: string;
}

/**
 * The id of what a document calls by a name: an id or a title, whatever its case, and without the signs between its words where one
 * entry only fits so ("SEV-2" is `sev2`).
 * @param entries undefined where the collection has no list of them, so that any name will do
 */
export function idOf(name: string, entries: readonly Entry[] | undefined): string | undefined {
  if (entries === undefined) return name;
  const fits = (sign: string) =>
    entries.filter(({ id, title }) => [id, title].some((one) => plain(one, sign) === plain(name, sign)));
  const [exact] = fits("-");
  const [loose, other] = fits("");
  return exact?.id ?? (other === undefined ? loose?.id : undefined);
}

/** The level that a severity names, as "SEV-2 (major)" and "Severity 2: major" name `sev2`. */
export function severityLevel(name: string): string {
  const [, word = "", level = ""] = /^\W*(sev(?:erity)?|p|priority|s)\W{0,3}(\d{1,2})(?!\d)/i.exec(name) ?? [];
  return level === "" ? name : `${/^sev/i.test(word) ? "sev" : word}${level}`;
}

function plain(text: string, sign: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(sign);
}
