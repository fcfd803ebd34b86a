import type { Diagnostic } from "../model/diagnostic.js";
import type { ConfigData } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { withoutCredentials } from "../util/credentials.js";
import type { CheckedFile } from "./checked-file.js";
import type { ReviewRule, Rule, RuleProblem } from "./rule.js";
import { pathAt } from "./value-path.js";

export type Completer = (rule: Rule | ReviewRule, problems: Iterable<RuleProblem>) => Diagnostic[];

/** Turns the problems of rules into diagnostics, except if the rule is off. */
export function completer(files: readonly CheckedFile[], config: ConfigData): Completer {
  const byPath = new Map(files.map(({ parsed }) => [parsed.path, parsed]));
  return (rule, problems) => {
    const configured = "check" in rule && rule.locked ? undefined : config.rules?.[rule.id];
    return Array.from(problems).flatMap((problem) => {
      if (configured === "off" && !problem.always) return [];
      const { file, place, message, hint, related, severity, suggestions = [], hideSource } = problem;
      return {
        rule: rule.id,
        severity: (configured === "off" ? undefined : configured) ?? severity ?? rule.severity,
        file,
        path: pathOf(problem, byPath.get(file)),
        ...place,
        message: withoutCredentials(message),
        ...(hint ? { hint: withoutCredentials(hint) } : {}),
        ...urlOf(rule.id, config),
        ...(related ? { related } : {}),
        ...(suggestions.length > 0 ? { suggestions } : {}),
        ...(hideSource ? { hideSource } : {}),
      };
    });
  };
}

function pathOf({ place, path: given, missing, hideSource }: RuleProblem, parsed: ParsedFile | undefined): string {
  const value = given ?? (parsed === undefined ? "" : pathAt(parsed, place));
  const path = [value, missing].filter(Boolean).join("/");
  // A heading or an id may contain the secret.
  const secret = hideSource && parsed ? parsed.source.textAt(place) : "";
  return secret ? path.replaceAll(secret, "…") : path;
}

function urlOf(rule: string, config: ConfigData): { url?: string } {
  return config.base_url && config.site?.rules !== false
    ? { url: `${config.base_url.replace(/\/?$/, "/")}rules/${rule}/` }
    : {};
}
