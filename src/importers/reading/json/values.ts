/** An object of an export. */
export type Data = Readonly<Record<string, unknown>>;

/** A value as an object, or null for any other. */
export function dataOf(value: unknown): Data | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Data) : null;
}

/** The objects of a list, as it stands or as a page of it (`{data: […]}`); none for any other value. */
export function listOf(value: unknown): Data[] {
  const list: unknown = Array.isArray(value) ? value : dataOf(value)?.data;
  return Array.isArray(list) ? list.map(dataOf).filter((one) => one !== null) : [];
}

/** What stands in an object under one key after the other; undefined where the way ends before. */
export function valueAt(data: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, key) => dataOf(value)?.[key], data);
}

/** The same as a text without spaces around it; null where it is empty or none. Numbers are texts too. */
export function textAt(data: unknown, ...path: string[]): string | null {
  const value = valueAt(data, ...path);
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  return text === "" ? null : text;
}

/** The same as a web address; null for any other. */
export function addressAt(data: unknown, ...path: string[]): string | null {
  const text = textAt(data, ...path);
  return text !== null && /^https?:\/\/[^\s<>"]+$/.test(text) && URL.canParse(text) ? text : null;
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => textAt({ one }, "one") ?? []) : [];
}
