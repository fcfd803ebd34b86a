import type { PageKind } from "../../shared/page-kind.js";
import type { RuleInput } from "../../shared/site-input.js";
import type { Site } from "../../shared/site-model.js";
import { firstSentence } from "./rule-doc.js";
import { byTheme } from "./rule-themes.js";

type Severity = RuleInput["severity"];

/** A rule in a list. */
interface RuleEntry {
  id: string;
  path: string;
  /** What this collection has made of it. */
  severity: Severity | "off";
  summary: string;
  duty: boolean;
}

/** `/rules/`: what the validator checks. */
export const rulesPages: PageKind = {
  template: "rules/rules",
  folder: "rules",
  pages: (site) => {
    if (site.rules.length === 0) return [];
    return [
      {
        path: "rules/index.html",
        title: "Rules",
        description: "What the validator checks in postmortems, drills and catalogs, and how to fix what it reports.",
        section: "rules",
        model: {
          total: site.rules.length,
          duties: site.rules.filter(({ duty }) => duty).length,
          themes: byTheme(site.rules.map((rule) => ruleEntry(site, rule))),
        },
      },
    ];
  },
};

function ruleEntry(site: Site, rule: RuleInput): RuleEntry {
  const { id, duty, doc } = rule;
  return {
    id,
    path: rulePath(id),
    severity: severityHere(site, rule),
    summary: doc ? firstSentence(doc.tree) : "",
    duty,
  };
}

export function rulePath(id: string): string {
  return `rules/${id}/index.html`;
}

/** How bad a finding of the rule is in this collection. */
export function severityHere(site: Site, { id, severity, locked }: RuleInput): Severity | "off" {
  return (locked ? undefined : site.graph.collection.config.rules?.[id]) ?? severity;
}
