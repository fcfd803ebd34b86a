import type { NamedCheckKind } from "../../../model/checks.js";

/**
 * Whether a file declares a check of a name. It is looked for line by line, and not parsed: rules of alerts are often
 * templates, and none of these languages is needed to see whether a name stands where names stand.
 *
 * Sources: Prometheus, "Alerting rules" (`alert:` in a group); OpenSLO v1 (`metadata.name`) and sloth (`slos[].name`); Open
 * Policy Agent, "Policy Language" (the head of a rule begins its line); Cedar, "Policy annotations" (`@id("…")`).
 */
export function declaresCheck(kind: NamedCheckKind, name: string, text: string): boolean {
  if (kind === "test") return text.includes(name);
  const lines = text.split(/\r\n?|\n/);
  switch (kind) {
    case "alert":
      return lines.some((line) => keyValue(line, "alert") === name);
    case "slo":
      return lines.some((line) => keyValue(line, "name") === name);
    case "policy":
      return lines.some((line) => isRuleHead(line, name) || line.includes(`@id("${name}")`));
  }
}

/** The value of a line such as `- alert: "Name" # comment`; undefined where it has another key. */
function keyValue(line: string, key: string): string | undefined {
  const [, written, value = ""] = /^\s*(?:- +)?([\w-]+):\s+(.*)$/.exec(line) ?? [];
  if (written !== key) return undefined;
  const [, double, single] = /^"([^"]*)"|^'([^']*)'/.exec(value) ?? [];
  return double ?? single ?? value.replace(/\s+#.*$/, "").trim();
}

/** A rule of Rego begins at the start of a line, perhaps with its default. */
function isRuleHead(line: string, name: string): boolean {
  const head = line.replace(/^default\s+/, "");
  return head.startsWith(name) && !/^\w/.test(head.slice(name.length));
}
