import { NO_ORDERS } from "../../../parse/times/date-order.js";
import type { ForeignFile } from "../../importer.js";
import { looksTimed } from "../timeline/row-times.js";
import { rowsOf } from "../timeline/rows.js";
import { datesIn } from "./dates-in.js";
import { dayOfPath, statedDay } from "./found-days.js";
import type { HeadingRole } from "./heading-role.js";
import { labelsOf } from "./labels.js";
import { outlineOf } from "./outline.js";
import { severalIncidents } from "./several.js";
import { timelineNodes } from "./timeline-nodes.js";
import { saysKind, titleOf } from "./title.js";

/** Sections that many other documents have too. */
const COMMON_SECTIONS: readonly (HeadingRole | null)[] = [null, "data", "summary", "cause"];
/** Sections that plans and designs have too: alone they make no postmortem. */
const SECTIONS_OF_PLANS: readonly (HeadingRole | null)[] = [...COMMON_SECTIONS, "timeline", "actions", "well"];
const ABOUT_INCIDENTS =
  /\b(?:incidents?|outages?|post-?mortems?|downtime|disruption|near[- ]miss|rca|root cause|retrospective|breach)\b/i;
/** Titles of texts about how incidents are handled. */
const ABOUT_THE_PROCESS =
  /\b(?:templates?|checklists?|process(?:es)?|procedures?|guidelines?|guides?|polic(?:y|ies)|playbooks?|runbooks?|handbook|how[- ]to|life[- ]?cycles?|severity levels|training|culture|faq|best practices|roadmap)\b/i;
const ROOT_CAUSE = /root[- ]?cause|trigger|contributing/i;
/** How sure a title is that says "Postmortem", and how sure a text without any sign but its sections can be. */
const SURE_BY_TITLE = 0.6;
const SURE_BY_PLAN = 0.25;
const SURE_MOST = 0.8;

/** How much a text is like a postmortem, from 0 to 1: by its title, its sections and its day. */
export function likeness(file: ForeignFile): number {
  const parts = outlineOf(file.tree);
  const labels = labelsOf(file.tree, parts);
  const { title, written } = titleOf(file, parts, labels);
  const name = file.path.replace(/[-_]/g, " ");
  const roles = new Set(parts.filter(({ depth }) => depth < 8).map(({ role }) => role));
  const hasDay = (statedDay(labels, written, NO_ORDERS) ?? dayOfPath(file, NO_ORDERS)) !== null;
  const hasDate = hasDay || [written ?? "", nameText(file)].some((text) => datesIn(text, NO_ORDERS).length > 0);
  const isDated = hasDate || rowsOf(timelineNodes(parts)).some(looksTimed);
  if (ABOUT_THE_PROCESS.test(written ?? title ?? name) && !isDated) return 0;
  const telling = [...roles].filter((role) => !COMMON_SECTIONS.includes(role)).length;
  const common = [...roles].filter((role) => role !== null && COMMON_SECTIONS.includes(role)).length;
  const hasRootCause = parts.some(({ role, text }) => role === "cause" && ROOT_CAUSE.test(text));
  const isAbout = ABOUT_INCIDENTS.test(written ?? "") || ABOUT_INCIDENTS.test(name);
  const isSeveral = severalIncidents(parts) !== null;
  const score =
    (telling + (hasRootCause ? 1 : 0)) * 0.15 +
    Math.min(1, common) * 0.05 +
    (isAbout ? 0.2 : 0) +
    (hasDate ? 0.15 : 0) +
    (isSeveral ? 0.2 : 0);
  if (saysKind(written ?? "") && (telling + common > 0 || hasDate))
    return Math.min(SURE_MOST, Math.max(SURE_BY_TITLE, score));
  const isPlan = !isAbout && !hasDate && !hasRootCause && [...roles].every((role) => SECTIONS_OF_PLANS.includes(role));
  return Math.min(isPlan ? SURE_BY_PLAN : SURE_MOST, score);
}

/** Whether the title of a text is that of one postmortem, whatever its file is called: "Postmortem: the case of the full disk". */
export function isTitledPostmortem(file: ForeignFile): boolean {
  const parts = outlineOf(file.tree);
  const { written } = titleOf(file, parts, labelsOf(file.tree, parts));
  return /^\W*(?:post[- ]?mortem|(?:incident|outage) (?:report|post[- ]?mortem))\s?[:–—-]\s?\p{L}/iu.test(
    written ?? "",
  );
}

/** The name of a file as text, in which dates can be read: `06-05-2026-gateway.md`. */
function nameText({ path }: ForeignFile): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?<=\d)[-_.](?=\p{L})|[_.]/gu, " ");
}
