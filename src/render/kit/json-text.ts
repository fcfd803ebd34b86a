/** Compact JSON with one record per line, so that two builds can be compared by line. */
export function jsonText(data: Readonly<Record<string, unknown>>): string {
  // Joined once, since the text of a large collection may be 100 MB.
  const parts = ["{\n"];
  for (const [at, [key, value]] of Object.entries(data).entries()) {
    parts.push(at === 0 ? "" : ",\n", JSON.stringify(key), ": ");
    if (Array.isArray(value) && value.length > 0) addLines(parts, value);
    else parts.push(JSON.stringify(value));
  }
  parts.push("\n}\n");
  return parts.join("");
}

function addLines(parts: string[], records: readonly unknown[]): void {
  for (const [at, record] of records.entries()) parts.push(at === 0 ? "[\n" : ",\n", JSON.stringify(record));
  parts.push("\n]");
}
