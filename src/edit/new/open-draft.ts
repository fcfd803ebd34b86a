import type { Answers } from "./answers.js";
import { zoneField } from "./typed-time.js";
import { unlistedComment } from "./unlisted-comment.js";
import { yamlField } from "./yaml-field.js";

/** The text of the smallest draft: what is known while an incident is still going on. The rest is written later. */
export function openDraft(answers: Answers): string {
  const { type, title, account, owner, severity, zone, services, timeline, suspects } = answers;
  const field = (name: string, value: unknown) =>
    value === null || (Array.isArray(value) && value.length === 0) ? [] : yamlField(name, value);
  return [
    "---",
    ...yamlField("schema", 1),
    ...yamlField("title", title),
    ...field("account", account),
    ...yamlField("kind", type),
    ...yamlField("status", "draft"),
    ...field("severity", severity),
    ...field("owner", owner),
    ...field("zone", zoneField(zone)),
    ...field("services", services),
    ...unlistedComment(answers),
    ...field("timeline", timeline),
    ...field(
      "first_suspects",
      suspects.map((what) => ({ what })),
    ),
    "---",
    "",
  ].join("\n");
}
