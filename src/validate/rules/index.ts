import type { ReviewRule, Rule } from "../rule.js";
import { actionAddressesNothing } from "./action-addresses-nothing.js";
import { actionIncomplete } from "./action-incomplete.js";
import { actionOverdue } from "./action-overdue.js";
import { baselineStale } from "./baseline-stale.js";
import { blamelessLanguage } from "./blameless-language.js";
import { brokenLink } from "./broken-link.js";
import { choreographyContradiction } from "./choreography-contradiction.js";
import { choreographyIncomplete } from "./choreography-incomplete.js";
import { choreographyOrder } from "./choreography-order.js";
import { choreographySkipped } from "./choreography-skipped.js";
import { contractWithoutClarification } from "./contract-without-clarification.js";
import { dateOfId } from "./date-of-id.js";
import { degradationMismatch } from "./degradation-mismatch.js";
import { degradationUndeclared } from "./degradation-undeclared.js";
import { detectionDelay } from "./detection-delay.js";
import { drillFindingWithoutAction } from "./drill-finding-without-action.js";
import { drillHalf } from "./drill-half.js";
import { duplicateId } from "./duplicate-id.js";
import { emptySection } from "./empty-section.js";
import { evidenceHash } from "./evidence-hash.js";
import { evidenceLiveLink } from "./evidence-live-link.js";
import { evidenceMissingFile } from "./evidence-missing-file.js";
import { evidenceOutside } from "./evidence-outside.js";
import { evidenceUnregistered } from "./evidence-unregistered.js";
import { evidenceUnused } from "./evidence-unused.js";
import { fieldOrder } from "./field-order.js";
import { gapClosedWithoutProof } from "./gap-closed-without-proof.js";
import { gapWithoutAction } from "./gap-without-action.js";
import { idFormat } from "./id-format.js";
import { markOrder } from "./mark-order.js";
import { measureForm } from "./measure-form.js";
import { objectiveBreached } from "./objective-breached.js";
import { objectiveUnmeasured } from "./objective-unmeasured.js";
import { orphanEntry } from "./orphan-entry.js";
import { personalData } from "./personal-data.js";
import { placeholderText } from "./placeholder-text.js";
import { policyIncomplete } from "./policy-incomplete.js";
import { policyOneForAll } from "./policy-one-for-all.js";
import { policyTooWeak } from "./policy-too-weak.js";
import { policyUntested } from "./policy-untested.js";
import { publishedEdit } from "./published-edit.js";
import { rangeOrder } from "./range-order.js";
import { recurrenceCycle } from "./recurrence-cycle.js";
import { recurrenceElsewhere } from "./recurrence-elsewhere.js";
import { recurrenceOrder } from "./recurrence-order.js";
import { referenceCase } from "./reference-case.js";
import { requiredField } from "./required-field.js";
import { requiredSection } from "./required-section.js";
import { scenarioNeverRun } from "./scenario-never-run.js";
import { scenarioOverdue } from "./scenario-overdue.js";
import { schema } from "./schema.js";
import { secret } from "./secret.js";
import { sectionOrder } from "./section-order.js";
import { statusDeadline } from "./status-deadline.js";
import { suppressionExpired } from "./suppression-expired.js";
import { suppressionUnused } from "./suppression-unused.js";
import { timelineOrder } from "./timeline-order.js";
import { titleLength } from "./title-length.js";
import { uncited } from "./uncited.js";
import { unknownReference } from "./unknown-reference.js";
import { unknownWithoutGap } from "./unknown-without-gap.js";
import { yamlSyntax } from "./yaml-syntax.js";

/** Every rule, sorted by id. */
export const rules: readonly (Rule | ReviewRule)[] = [
  actionAddressesNothing,
  actionIncomplete,
  actionOverdue,
  baselineStale,
  blamelessLanguage,
  brokenLink,
  choreographyContradiction,
  choreographyIncomplete,
  choreographyOrder,
  choreographySkipped,
  contractWithoutClarification,
  dateOfId,
  degradationMismatch,
  degradationUndeclared,
  detectionDelay,
  drillFindingWithoutAction,
  drillHalf,
  duplicateId,
  emptySection,
  evidenceHash,
  evidenceLiveLink,
  evidenceMissingFile,
  evidenceOutside,
  evidenceUnregistered,
  evidenceUnused,
  fieldOrder,
  gapClosedWithoutProof,
  gapWithoutAction,
  idFormat,
  markOrder,
  measureForm,
  objectiveBreached,
  objectiveUnmeasured,
  orphanEntry,
  personalData,
  placeholderText,
  policyIncomplete,
  policyOneForAll,
  policyTooWeak,
  policyUntested,
  publishedEdit,
  rangeOrder,
  recurrenceCycle,
  recurrenceElsewhere,
  recurrenceOrder,
  referenceCase,
  requiredField,
  requiredSection,
  scenarioNeverRun,
  scenarioOverdue,
  schema,
  secret,
  sectionOrder,
  statusDeadline,
  suppressionExpired,
  suppressionUnused,
  timelineOrder,
  titleLength,
  uncited,
  unknownReference,
  unknownWithoutGap,
  yamlSyntax,
];
