/** The first of a list, and how many more there are. */
export function listed(list: readonly string[], max: number): string {
  const rest = list.length - max;
  return `${list.slice(0, max).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** A line of somebody's text, short enough for a report. */
export function quote(line: string): string {
  const text = line.replace(/\s+/g, " ").trim();
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 69)}…` : text);
}
