import { advisory } from "./formats/advisory.js";
import { cstate } from "./formats/cstate.js";
import { fireHydrant } from "./formats/firehydrant.js";
import { githubIssues } from "./formats/github-issues.js";
import { gitlabIssues } from "./formats/gitlab-issues.js";
import { icco } from "./formats/icco.js";
import { incidentIo } from "./formats/incident-io.js";
import { markdown } from "./formats/markdown.js";
import { pagerDuty } from "./formats/pagerduty.js";
import { post } from "./formats/post.js";
import { slack } from "./formats/slack.js";
import { statuspage } from "./formats/statuspage.js";
import { veris } from "./formats/veris/veris.js";
import type { Importer } from "./importer.js";

/** Every importer, sorted by id. */
export const importers: readonly Importer[] = [
  advisory,
  cstate,
  fireHydrant,
  githubIssues,
  gitlabIssues,
  icco,
  incidentIo,
  markdown,
  pagerDuty,
  post,
  slack,
  statuspage,
  veris,
];
