import type { ReviewRule, Rule } from "../rule.js";
import { actionAddressesNothing } from "./action-addresses-nothing/action-addresses-nothing.js";
import { actionIncomplete } from "./action-incomplete/action-incomplete.js";
import { actionOverdue } from "./action-overdue/action-overdue.js";
import { affectsReach } from "./affects-reach/affects-reach.js";
import { answersBlank } from "./answers-blank/answers-blank.js";
import { archivedRecent } from "./archived-recent/archived-recent.js";
import { baselineStale } from "./baseline-stale/baseline-stale.js";
import { blamelessLanguage } from "./blameless-language/blameless-language.js";
import { brokenLink } from "./broken-link/broken-link.js";
import { checkedByMissing } from "./checked-by-missing/checked-by-missing.js";
import { choreographyContradiction } from "./choreography-contradiction/choreography-contradiction.js";
import { choreographyIncomplete } from "./choreography-incomplete/choreography-incomplete.js";
import { choreographyOrder } from "./choreography-order/choreography-order.js";
import { choreographySkipped } from "./choreography-skipped/choreography-skipped.js";
import { conflictMarker } from "./conflict-marker/conflict-marker.js";
import { contractWithoutClarification } from "./contract-without-clarification/contract-without-clarification.js";
import { controlCharacter } from "./control-character/control-character.js";
import { copiedDocument } from "./copied-document/copied-document.js";
import { cutScalar } from "./cut-scalar/cut-scalar.js";
import { dateOfId } from "./date-of-id/date-of-id.js";
import { degradationMismatch } from "./degradation-mismatch/degradation-mismatch.js";
import { degradationUndeclared } from "./degradation-undeclared/degradation-undeclared.js";
import { detectionDelay } from "./detection-delay/detection-delay.js";
import { documentLimit } from "./document-limit/document-limit.js";
import { drillFindingWithoutAction } from "./drill-finding-without-action/drill-finding-without-action.js";
import { drillHalf } from "./drill-half/drill-half.js";
import { duplicateId } from "./duplicate-id/duplicate-id.js";
import { emptySection } from "./empty-section/empty-section.js";
import { evidenceHash } from "./evidence-hash/evidence-hash.js";
import { evidenceLiveLink } from "./evidence-live-link/evidence-live-link.js";
import { evidenceMissingFile } from "./evidence-missing-file/evidence-missing-file.js";
import { evidenceNameCase } from "./evidence-name-case/evidence-name-case.js";
import { evidenceOutside } from "./evidence-outside/evidence-outside.js";
import { evidenceUnregistered } from "./evidence-unregistered/evidence-unregistered.js";
import { evidenceUnused } from "./evidence-unused/evidence-unused.js";
import { fieldOrder } from "./field-order/field-order.js";
import { gapClosedWithoutProof } from "./gap-closed-without-proof/gap-closed-without-proof.js";
import { gapWithoutAction } from "./gap-without-action/gap-without-action.js";
import { idFormat } from "./id-format/id-format.js";
import { impossibleDate } from "./impossible-date/impossible-date.js";
import { lfsPointer } from "./lfs-pointer/lfs-pointer.js";
import { markOrder } from "./mark-order/mark-order.js";
import { measureForm } from "./measure-form/measure-form.js";
import { misplacedFile } from "./misplaced-file/misplaced-file.js";
import { misplacedValue } from "./misplaced-value/misplaced-value.js";
import { objectiveBreached } from "./objective-breached/objective-breached.js";
import { objectiveUnmeasured } from "./objective-unmeasured/objective-unmeasured.js";
import { oldForm } from "./old-form/old-form.js";
import { orphanEntry } from "./orphan-entry/orphan-entry.js";
import { personalData } from "./personal-data/personal-data.js";
import { placeholderText } from "./placeholder-text/placeholder-text.js";
import { policyIncomplete } from "./policy-incomplete/policy-incomplete.js";
import { policyOneForAll } from "./policy-one-for-all/policy-one-for-all.js";
import { policyTooWeak } from "./policy-too-weak/policy-too-weak.js";
import { policyUntested } from "./policy-untested/policy-untested.js";
import { possibleDuplicate } from "./possible-duplicate/possible-duplicate.js";
import { provenByItself } from "./proven-by-itself/proven-by-itself.js";
import { publishedEdit } from "./published-edit/published-edit.js";
import { publishedRemoved } from "./published-removed/published-removed.js";
import { rangeOrder } from "./range-order/range-order.js";
import { rawHtml } from "./raw-html/raw-html.js";
import { readsAsInternal } from "./reads-as-internal/reads-as-internal.js";
import { recoveryClock } from "./recovery-clock/recovery-clock.js";
import { recurrenceCycle } from "./recurrence-cycle/recurrence-cycle.js";
import { recurrenceElsewhere } from "./recurrence-elsewhere/recurrence-elsewhere.js";
import { recurrenceOrder } from "./recurrence-order/recurrence-order.js";
import { referenceCase } from "./reference-case/reference-case.js";
import { requiredField } from "./required-field/required-field.js";
import { requiredSection } from "./required-section/required-section.js";
import { sameStatement } from "./same-statement/same-statement.js";
import { scenarioNeverRun } from "./scenario-never-run/scenario-never-run.js";
import { scenarioOverdue } from "./scenario-overdue/scenario-overdue.js";
import { schema } from "./schema/schema.js";
import { secret } from "./secret/secret.js";
import { sectionOrder } from "./section-order/section-order.js";
import { sourceChanged } from "./source-changed/source-changed.js";
import { sourceDeclaration } from "./source-declaration/source-declaration.js";
import { statusDeadline } from "./status-deadline/status-deadline.js";
import { suppressionExpired } from "./suppression-expired/suppression-expired.js";
import { suppressionUnused } from "./suppression-unused/suppression-unused.js";
import { timelineOrder } from "./timeline-order/timeline-order.js";
import { titleLength } from "./title-length/title-length.js";
import { uncheckedInvariant } from "./unchecked-invariant/unchecked-invariant.js";
import { uncited } from "./uncited/uncited.js";
import { unknownContainer } from "./unknown-container/unknown-container.js";
import { unknownReference } from "./unknown-reference/unknown-reference.js";
import { unknownWithoutGap } from "./unknown-without-gap/unknown-without-gap.js";
import { withheldFromPublic } from "./withheld-from-public/withheld-from-public.js";
import { yamlSyntax } from "./yaml-syntax/yaml-syntax.js";

/** Every rule, sorted by id. */
export const rules: readonly (Rule | ReviewRule)[] = [
  actionAddressesNothing,
  actionIncomplete,
  actionOverdue,
  affectsReach,
  answersBlank,
  archivedRecent,
  baselineStale,
  blamelessLanguage,
  brokenLink,
  checkedByMissing,
  choreographyContradiction,
  choreographyIncomplete,
  choreographyOrder,
  choreographySkipped,
  conflictMarker,
  contractWithoutClarification,
  controlCharacter,
  copiedDocument,
  cutScalar,
  dateOfId,
  degradationMismatch,
  degradationUndeclared,
  detectionDelay,
  documentLimit,
  drillFindingWithoutAction,
  drillHalf,
  duplicateId,
  emptySection,
  evidenceHash,
  evidenceLiveLink,
  evidenceMissingFile,
  evidenceNameCase,
  evidenceOutside,
  evidenceUnregistered,
  evidenceUnused,
  fieldOrder,
  gapClosedWithoutProof,
  gapWithoutAction,
  idFormat,
  impossibleDate,
  lfsPointer,
  markOrder,
  measureForm,
  misplacedFile,
  misplacedValue,
  objectiveBreached,
  objectiveUnmeasured,
  oldForm,
  orphanEntry,
  personalData,
  placeholderText,
  policyIncomplete,
  policyOneForAll,
  policyTooWeak,
  policyUntested,
  possibleDuplicate,
  provenByItself,
  publishedEdit,
  publishedRemoved,
  rangeOrder,
  rawHtml,
  readsAsInternal,
  recoveryClock,
  recurrenceCycle,
  recurrenceElsewhere,
  recurrenceOrder,
  referenceCase,
  requiredField,
  requiredSection,
  sameStatement,
  scenarioNeverRun,
  scenarioOverdue,
  schema,
  secret,
  sectionOrder,
  sourceChanged,
  sourceDeclaration,
  statusDeadline,
  suppressionExpired,
  suppressionUnused,
  timelineOrder,
  titleLength,
  uncheckedInvariant,
  uncited,
  unknownContainer,
  unknownReference,
  unknownWithoutGap,
  withheldFromPublic,
  yamlSyntax,
];
