import type { DocumentType } from "../../edit/new/answers.js";
import type { Mark } from "../../model/marks.js";

/** The types of document, in a line each. */
export const TYPE_HINTS: Record<DocumentType, string> = {
  incident: "an invariant was violated",
  "near-miss": "it was only threatened",
  drill: "it was rehearsed",
};

/** What the marks mean, in a line. */
export const MARK_HINTS: Record<Mark, string> = {
  introduced: "the fault became latent",
  began: "the first real operation went wrong, noticed or not",
  visible: "a user or another system could notice",
  detected: "an alert or a person of yours noticed",
  declared: "it was handled as an incident",
  notified: "those affected were notified",
  diagnosed: "the cause was known",
  mitigated: "the effect had ended for most",
  resolved: "the invariant held again",
  relapsed: "it broke again",
};
