import type { ParsedFile } from "../parse/parse-file.js";

/** The fields that only postmortems have. */
const POSTMORTEM_FIELDS = [
  "kind",
  "failure_kinds",
  "timeline",
  "response",
  "violated_invariants",
  "detection",
  "unclear_contracts",
  "caught_by",
  "recurrence_of",
];
const DRILL_FIELDS = ["scenario", "held", "environment", "automation", "playbook", "findings"];

/**
 * Detects by its fields a postmortem below `drills/` or a drill below `incidents/`. Null if the folder is right, or the
 * document has fields of both.
 */
export function placedAs({ data, file }: ParsedFile): "postmortem" | "drill" | null {
  if (typeof data !== "object" || data === null || (file.role !== "postmortem" && file.role !== "drill")) return null;
  const has = (fields: readonly string[]) => fields.some((field) => Object.hasOwn(data, field));
  const [isPostmortem, isDrill] = [has(POSTMORTEM_FIELDS), has(DRILL_FIELDS)];
  if (isPostmortem === isDrill) return null;
  const is = isPostmortem ? "postmortem" : "drill";
  return is === file.role ? null : is;
}
