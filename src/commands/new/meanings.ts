import type { DocumentType } from "../../edit/new/answers.js";
import type { Mark } from "../../model/marks.js";

/** What the types of document are for. */
export const TYPE_MEANINGS: Record<DocumentType, string> = {
  incident: "an invariant was violated",
  "near-miss": "it was only threatened",
  drill: "it was rehearsed",
};

/** What the marks mean, in a line. */
export const MARK_MEANINGS: Record<Mark, string> = {
  introduced: "the fault was there, unseen",
  began: "the first real operation went wrong, seen or not",
  visible: "a user or another system could notice",
  detected: "an alert or a person of yours noticed",
  declared: "it was handled as an incident",
  notified: "those affected were told",
  diagnosed: "the cause was known",
  mitigated: "over for most",
  resolved: "the invariant held again",
  relapsed: "it broke again",
};
