import type { Table } from "./kit/tables/table.js";
import type { Site } from "./shared/site-model.js";
import { actionsTable } from "./topics/actions/actions-table.js";
import { drillsTable } from "./topics/drill/drills-table.js";
import { evidenceTable } from "./topics/evidence/evidence-table.js";
import { missingEvidenceTable } from "./topics/evidence/missing-evidence-table.js";
import { postmortemsTable } from "./topics/incident/postmortems-table.js";
import { timelineTable } from "./topics/incident/timeline-table.js";
import { recoveryTable } from "./topics/objectives/recovery-table.js";

/** Every table of the data set. To add one, add a file and a line here. */
export const tables: readonly ((site: Site) => Table)[] = [
  postmortemsTable,
  timelineTable,
  recoveryTable,
  missingEvidenceTable,
  evidenceTable,
  actionsTable,
  drillsTable,
];
