import { advisory } from "./advisory.js";
import { cstate } from "./cstate.js";
import { fireHydrant } from "./firehydrant.js";
import { icco } from "./icco.js";
import type { Importer } from "./importer.js";
import { incidentIo } from "./incident-io.js";
import { markdown } from "./markdown.js";
import { pagerDuty } from "./pagerduty.js";
import { post } from "./post.js";
import { veris } from "./veris.js";

/** Every importer, sorted by id. */
export const importers: readonly Importer[] = [
  advisory,
  cstate,
  fireHydrant,
  icco,
  incidentIo,
  markdown,
  pagerDuty,
  post,
  veris,
];
