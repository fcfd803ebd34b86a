/**
 * An empty object without a prototype, so that no key of content means anything. V8 keeps it as compactly as others, and
 * that of `Object.create(null)` as a hash table, which takes about three times the memory.
 */
export function bareObject(): Record<string, unknown> {
  return Object.setPrototypeOf({}, null);
}

/** Of an object with more keys V8 makes a hash table, if they were added one after the other. */
const MANY_KEYS = 16;

/** An object with the same keys and values, which V8 keeps compactly however many they are. */
export function compactObject(object: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(object);
  if (keys.length <= MANY_KEYS) return object;
  const compact = Object.setPrototypeOf(JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:0`)}}`), null);
  for (const key of keys) compact[key] = object[key];
  return compact;
}
