import type { Catalogs } from "../../model/catalogs.js";
import type { Measures } from "../measure.js";
import { actionFollowThroughFigures } from "./action-follow-through.js";
import { answersHeldFigures } from "./answers-held.js";
import { choreographyFigures } from "./choreography.js";
import { contractClarityFigures } from "./contract-clarity.js";
import { countingFigures } from "./counting.js";
import { degradationConformanceFigures } from "./degradation-conformance.js";
import { degradationPolicyFigures } from "./degradation-policies.js";
import { detectionDelayFigures } from "./detection-delay.js";
import { detectionDistributionFigures } from "./detection-distributions.js";
import { drillCoverageFigures } from "./drill-coverage.js";
import { evidenceLedgerFigures } from "./evidence-ledger.js";
import { fixFirstFigures } from "./fix-first.js";
import { incidentNumbersFigures } from "./incident-numbers.js";
import { objectiveComplianceFigures } from "./objective-compliance.js";
import { objectiveStandingFigures } from "./objective-standings.js";
import { recurrenceFigures } from "./recurrences.js";
import { skippingFigures } from "./skipping.js";

/**
 * All measures as plain data, as machines read them: durations as ISO 8601, ranges as the content model writes them,
 * incidents by their ids. `schema/data/measures.schema.json` describes it.
 */
export function figures(measures: Measures, catalogs: Catalogs) {
  return {
    action_follow_through: actionFollowThroughFigures(measures.actionFollowThrough),
    answers: answersHeldFigures(measures.answersHeld),
    choreography: choreographyFigures(measures.choreography),
    contract_clarity: contractClarityFigures(measures.contractClarity),
    counting: countingFigures(measures.counting),
    degradation_conformance: degradationConformanceFigures(measures.degradationConformance),
    degradation_policies: degradationPolicyFigures(measures.degradationPolicies),
    detection_delay: detectionDelayFigures(measures.detectionDelay),
    detection_distributions: detectionDistributionFigures(measures.detectionDistributions),
    drill_coverage: drillCoverageFigures(measures.drillCoverage),
    evidence_ledger: evidenceLedgerFigures(measures.evidenceLedger),
    fix_first: fixFirstFigures(measures.fixFirst),
    incident_numbers: incidentNumbersFigures(measures.incidentNumbers),
    objective_compliance: objectiveComplianceFigures(measures.objectiveCompliance, catalogs.objectives),
    objective_standings: objectiveStandingFigures(measures.objectiveStandings, catalogs.objectives),
    recurrence: recurrenceFigures(measures.recurrences),
    skipping: skippingFigures(measures.skipping),
  };
}
