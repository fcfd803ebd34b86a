import type { Place } from "./place.js";

/**
 * Where the parts of a parsed YAML file stand in its source. The parts are named by the plain object or array that
 * holds them and the key or index inside it, so that code that walks the data can name its place.
 */
export interface Places {
  /** The value under `key` in `container`; the key's own place if there is no value. */
  value(container: object, key: string | number): Place;
  /** The key itself; in a list the item's first line. */
  key(container: object, key: string | number): Place;
  /** The container as such: its key in the parent, the dash of a list item, or the start of the file. */
  of(container: object): Place;
  /** Whether a field is written in a map, also with a value that its schema refused, which the data lacks then. */
  has(container: object, key: string): boolean;
  /** A map from its first character to its last; the whole file for anything else. */
  whole(container: object): Place;
}
