import type { TableMaker } from "./kit/tables/table.js";
import type { Site } from "./shared/site-model.js";
import { actionsTable } from "./topics/actions/actions-table.js";
import { collectionsTable } from "./topics/data/collections-table.js";
import { entriesTable } from "./topics/data/entries-table.js";
import { linksTable } from "./topics/data/links-table.js";
import { drillsTable } from "./topics/drill/drills-table.js";
import { scenariosTable } from "./topics/drill/scenarios-table.js";
import { evidenceTable } from "./topics/evidence/evidence-table.js";
import { missingEvidenceTable } from "./topics/evidence/missing-evidence-table.js";
import { postmortemsTable } from "./topics/incident/postmortems-table.js";
import { timelineTable } from "./topics/incident/timeline-table.js";
import { recoveryTable } from "./topics/objectives/recovery-table.js";

/** Every table of the data set. To add one, add a file and a line here. */
export const tables: readonly TableMaker<Site>[] = [
  postmortemsTable,
  timelineTable,
  recoveryTable,
  missingEvidenceTable,
  evidenceTable,
  actionsTable,
  drillsTable,
];

/** Those of the data set that is written without a site, where nothing else says what links to what. */
export const dataSetTables: readonly TableMaker<Site>[] = [
  ...tables,
  collectionsTable,
  entriesTable,
  linksTable,
  scenariosTable,
];
