/** Compact JSON with one record per line, so that two builds can be compared by line. */
export function jsonText(data: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(data).map(([key, value]) => {
    const text = Array.isArray(value) && value.length > 0 ? linesOf(value) : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}

function linesOf(records: readonly unknown[]): string {
  return `[\n${records.map((record) => JSON.stringify(record)).join(",\n")}\n]`;
}
