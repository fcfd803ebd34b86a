/** What the generator writes as YAML. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

const PLAIN = /^(?:[A-Za-z][\w/-]*(?:[ .][\w/-]+)*|\d{4}-\d{2}-\d{2}(?:T[\d:]+Z)?)$/;
const FLOW_WIDTH = 110;

/** YAML as people write it: plain where that is safe, small maps and lists on one line. */
export function yamlText(fields: { readonly [key: string]: Value }, indent = ""): string {
  return Object.entries(fields)
    .map(([key, value]) => `${indent}${key}:${member(value, indent)}`)
    .join("");
}

function member(value: Value, indent: string): string {
  if (typeof value !== "object") return ` ${scalar(value)}\n`;
  const line = flow(value);
  if (!isList(value)) return line.length < FLOW_WIDTH ? ` ${line}\n` : `\n${yamlText(value, `${indent}  `)}`;
  if (line.length < FLOW_WIDTH && value.every((item) => typeof item !== "object")) return ` ${line}\n`;
  return `\n${value.map((item) => entry(item, `${indent}  `)).join("")}`;
}

function entry(item: Value, indent: string): string {
  const line = typeof item === "object" ? flow(item) : scalar(item);
  if (typeof item !== "object" || isList(item) || line.length < FLOW_WIDTH) return `${indent}- ${line}\n`;
  return `${indent}- ${yamlText(item, `${indent}  `).trimStart()}`;
}

function flow(value: Value): string {
  if (typeof value !== "object") return scalar(value);
  if (isList(value)) return `[${value.map(flow).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(", ")}}`;
}

function scalar(value: string | number | boolean): string {
  return typeof value !== "string" || PLAIN.test(value) ? String(value) : JSON.stringify(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
