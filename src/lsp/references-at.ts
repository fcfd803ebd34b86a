import type { AnyDocument } from "../model/collection.js";
import { FILE_START } from "../model/place.js";
import type { Places } from "../model/places.js";
import { type FileRole, isDocument } from "../model/raw-file.js";
import type { ConfigData } from "../model/schema-types.js";
import type { CheckedFile } from "../validate/checked-file.js";
import { catalogReferencesOf, type Reference, referencesOf } from "../validate/ids/references.js";
import type { YamlPath } from "./yaml-frames.js";

/** A place of a file's data, and what else its map has. */
export interface DataPlace {
  role: FileRole;
  path: YamlPath;
  siblings: readonly string[];
}

/** Only these change what a field beside them refers to: `gap` is an id in a blank and text in an unclear contract. */
const BLANKS = new Set(["unknown", "unpublished", "not_applicable", "none"]);

const NOWHERE: Places = {
  value: () => FILE_START,
  key: () => FILE_START,
  of: () => FILE_START,
  has: () => false,
  whole: () => FILE_START,
};

/**
 * What a value would refer to if it stood at this place. The rules' own knowledge of references is asked, with data that
 * holds nothing but the value (the index of an item is of no matter): so there is no second list of what refers to what.
 * @param config of the collection: whether owners and severities are ids depends on it
 */
export function referencesAt({ role, path, siblings }: DataPlace, value: string, config: ConfigData): Reference[] {
  const key = path.at(-1);
  if (key === undefined) return [];
  const blanks = siblings.filter((name) => BLANKS.has(name)).map((name) => [name, ""] as const);
  const inner = typeof key === "number" ? [value] : { ...Object.fromEntries(blanks), [key]: value };
  const data = path
    .slice(0, -1)
    .reduceRight<object>((held, step) => (typeof step === "number" ? [held] : { [step]: held }), inner);
  if (isDocument(role))
    return [...referencesOf({ type: role.role, data, places: NOWHERE, source: { path: "" } } as AnyDocument, config)];
  const file = { parsed: { file: role, path: "", places: NOWHERE }, schema: { data } };
  return [...catalogReferencesOf(file as CheckedFile, config)];
}
