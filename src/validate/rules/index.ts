import type { ReviewRule, Rule } from "../rule.js";
import { baselineStale } from "./baseline-stale.js";
import { choreographyContradiction } from "./choreography-contradiction.js";
import { choreographyIncomplete } from "./choreography-incomplete.js";
import { choreographyOrder } from "./choreography-order.js";
import { choreographySkipped } from "./choreography-skipped.js";
import { detectionDelay } from "./detection-delay.js";
import { duplicateId } from "./duplicate-id.js";
import { emptySection } from "./empty-section.js";
import { fieldOrder } from "./field-order.js";
import { idFormat } from "./id-format.js";
import { markOrder } from "./mark-order.js";
import { measureForm } from "./measure-form.js";
import { rangeOrder } from "./range-order.js";
import { requiredField } from "./required-field.js";
import { requiredSection } from "./required-section.js";
import { schema } from "./schema.js";
import { sectionOrder } from "./section-order.js";
import { suppressionExpired } from "./suppression-expired.js";
import { suppressionUnused } from "./suppression-unused.js";
import { timelineOrder } from "./timeline-order.js";
import { unknownReference } from "./unknown-reference.js";
import { unknownWithoutGap } from "./unknown-without-gap.js";
import { yamlSyntax } from "./yaml-syntax.js";

/** Every rule, sorted by id. */
export const rules: readonly (Rule | ReviewRule)[] = [
  baselineStale,
  choreographyContradiction,
  choreographyIncomplete,
  choreographyOrder,
  choreographySkipped,
  detectionDelay,
  duplicateId,
  emptySection,
  fieldOrder,
  idFormat,
  markOrder,
  measureForm,
  rangeOrder,
  requiredField,
  requiredSection,
  schema,
  sectionOrder,
  suppressionExpired,
  suppressionUnused,
  timelineOrder,
  unknownReference,
  unknownWithoutGap,
  yamlSyntax,
];
