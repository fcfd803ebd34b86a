import { renderMarkdown } from "../../kit/markdown/render-markdown.js";
import type { PageKind } from "../../shared/page-kind.js";
import { rootFrom } from "../../shared/paths.js";
import type { RuleInput } from "../../shared/site-input.js";
import type { Site } from "../../shared/site-model.js";
import { firstSentence, withoutTitle } from "./rule-doc.js";
import { byTheme } from "./rule-themes.js";
import { rulePath, severityHere } from "./rules-page.js";

/** `/rules/<rule>/`: what a rule wants, why, and how to fix what it reports. */
export const rulePages: PageKind = {
  template: "rules/rule",
  folder: "rules",
  pages: (site) => {
    const themes = byTheme(site.rules);
    return site.rules.map((rule) => {
      const theme = themes.find(({ rules }) => rules.includes(rule));
      return {
        path: rulePath(rule.id),
        title: rule.id,
        description: rule.doc ? firstSentence(rule.doc.tree).replaceAll("`", "") : `The rule ${rule.id}.`,
        section: "rules" as const,
        model: ruleModel(site, rule, theme?.title ?? "", theme?.rules ?? []),
      };
    });
  },
};

function ruleModel(site: Site, rule: RuleInput, theme: string, siblings: readonly RuleInput[]) {
  const { id, severity, locked, duty, doc } = rule;
  const here = severityHere(site, rule);
  // Links of a doc lead out of the site or nowhere: it lies beside the program, not in the collection.
  const targets = { file: `rules/${id}.md`, root: rootFrom(rulePath(id)), pageOf: () => undefined };
  return {
    severity,
    here: here === severity ? null : here,
    locked,
    duty,
    doc: doc && renderMarkdown({ tree: withoutTitle(doc.tree) }, targets).html,
    theme,
    siblings: siblings.filter((one) => one !== rule).map((one) => ({ id: one.id, path: rulePath(one.id) })),
  };
}
