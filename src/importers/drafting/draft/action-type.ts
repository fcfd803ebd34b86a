import type { Action } from "../../../model/schema-types.js";

const TYPES: readonly [Action["type"], RegExp][] = [
  ["rehearse", /\b(?:drill|game ?day|rehears|exercise|practi[cs]e|fire ?drill|train(?:ing)?)\b/i],
  ["detect", /\b(?:alerts?|alerting|alarms?|monitor(?:s|ing)?|page[rs]?|detect(?:ion|s)?|probes?|health ?checks?)\b/i],
  [
    "observe",
    /\b(?:logs?|logging|metrics?|dashboards?|grafana|trac(?:e|es|ing)|observab\w+|instrument\w*|telemetry)\b/i,
  ],
  [
    "clarify",
    /\b(?:document(?:ation|ed)?|docs?|runbooks?|playbooks?|clarify|agree|define|policy|guidelines?|write up|faq)\b/i,
  ],
  [
    "mitigate",
    /\b(?:mitigat\w+|roll ?back|failover|fallback|rate[- ]limit\w*|circuit breaker|backups?|faster recovery)\b/i,
  ],
];

/** What an action is probably for, by the words of its title; most are to prevent. The draft says that this was concluded. */
export function actionType(title: string): Action["type"] {
  return TYPES.find(([, pattern]) => pattern.test(title))?.[0] ?? "prevent";
}
