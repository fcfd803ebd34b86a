import { actionsTable } from "./actions.js";
import { drillsTable } from "./drills.js";
import { missingEvidenceTable } from "./missing-evidence.js";
import { postmortemsTable } from "./postmortems.js";
import { recoveryTable } from "./recovery.js";
import type { TableOf } from "./table.js";
import { timelineTable } from "./timeline.js";

/** Every table of the data set. */
export const tables: readonly TableOf[] = [
  postmortemsTable,
  timelineTable,
  recoveryTable,
  missingEvidenceTable,
  actionsTable,
  drillsTable,
];
