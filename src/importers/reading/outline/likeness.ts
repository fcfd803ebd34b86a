import type { ForeignFile } from "../../importer.js";
import type { HeadingRole } from "./heading-role.js";
import { dayOfPath, statedDay } from "./incident-day.js";
import { labelsOf } from "./labels.js";
import { outlineOf } from "./outline.js";
import { severalIncidents } from "./several.js";
import { titleOf } from "./title.js";

/** Sections that other documents have too. */
const COMMON: readonly (HeadingRole | null)[] = [null, "data", "summary", "cause"];
const ABOUT =
  /\b(?:incidents?|outages?|post-?mortems?|downtime|disruption|near[- ]miss|rca|root cause|retrospective|breach)\b/i;

/** How much a text is like a postmortem, from 0 to 1: its sections, its day, and what it calls itself. */
export function likeness(file: ForeignFile): number {
  const parts = outlineOf(file.tree);
  const labels = labelsOf(file.tree, parts);
  const { title } = titleOf(file, parts, labels);
  const roles = new Set(parts.filter(({ depth }) => depth < 8).map(({ role }) => role));
  const telling = [...roles].filter((role) => !COMMON.includes(role)).length;
  const common = [...roles].filter((role) => role !== null && COMMON.includes(role)).length;
  const isAbout = ABOUT.test(title ?? "") || ABOUT.test(file.path.replace(/[-_]/g, " "));
  const isSeveral = severalIncidents(parts) !== null;
  const hasDay = (statedDay(labels, title) ?? dayOfPath(file)) !== null;
  const score =
    telling * 0.15 + Math.min(1, common) * 0.05 + (isAbout ? 0.2 : 0) + (hasDay ? 0.15 : 0) + (isSeveral ? 0.2 : 0);
  return Math.min(0.8, score);
}
