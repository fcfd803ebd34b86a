import { emptyDocument, type ForeignFile, type ImportedDocument } from "../importer.js";
import { actionsIn } from "./outline/actions.js";
import { bodyOf } from "./outline/body-of.js";
import { detectionOf } from "./outline/detection.js";
import { dayInProse, dayOfPath, dayOfTimeline, doubtsOnDay, settleDay, statedDay } from "./outline/incident-day.js";
import { type Label, labelled, labelsOf } from "./outline/labels.js";
import { outlineOf, type Part } from "./outline/outline.js";
import { severalIncidents } from "./outline/several.js";
import { timelineNodes } from "./outline/timeline-nodes.js";
import { titleOf } from "./outline/title.js";
import { readTimeline } from "./timeline/read-timeline.js";

/** What the fields above a text say, by the importer of their format. */
export type FieldsOfFormat = Partial<
  Pick<
    ImportedDocument,
    "account" | "severity" | "owner" | "authors" | "services" | "timeline" | "sources" | "kind" | "detection" | "notes"
  >
> & {
  /** What to call it where neither fields nor text have a title. */
  title?: string | null;
  /** The day of the incident. */
  day?: ImportedDocument["day"];
  /** The day on which the text was published, which is taken where nothing says more. */
  published?: ImportedDocument["day"];
  /** A summary in the fields, which the body gets where it has none. */
  summary?: string | null;
};

/** Reads Markdown by its headings, labels, tables and lists. What the fields above it say comes first. */
export function readMarkdown(file: ForeignFile, fields: FieldsOfFormat = {}): ImportedDocument {
  const parts = outlineOf(file.tree);
  const labels = labelsOf(file.tree, parts);
  const found = titleOf(file, parts, labels);
  const { heading } = found;
  const title = found.title ?? fields.title ?? null;
  const written = heading === null ? title : `${title} ${parts.find((part) => part.heading === heading)?.text}`;
  // The name of a post has the day of the post.
  const inName = fields.published ? null : dayOfPath(file);
  const stated = fields.day ?? statedDay(labels, written);
  const near = stated ?? inName ?? dayInProse(parts) ?? fields.published ?? dayOfPath(file);
  const read = readTimeline(timelineNodes(parts), { day: near?.day ?? null, zone: null });
  const actions = actionsIn(parts);
  const several = severalIncidents(parts);
  const day = settleDay(stated, inName, read.events) ?? dayOfTimeline(read.events) ?? near;
  return {
    ...emptyDocument(),
    title,
    day,
    kind: fields.kind ?? kindOf(title, labels, parts),
    account: fields.account ?? null,
    severity:
      fields.severity ?? labelled(labels, /^(?:incident |initial |final )?(?:severity|sev|priority)(?: level)?$/),
    owner: fields.owner ?? labelled(labels, /^(?:(?:document|post-?mortem|incident) )?owner$/),
    authors: fields.authors ?? namesIn(labelled(labels, /^(?:authors?|author\(s\)|written by|prepared by)$/)),
    services:
      fields.services ??
      namesIn(
        labelled(
          labels,
          /^(?:(?:affected|impacted) )?(?:services?|systems?|components?|products?)(?: (?:affected|impacted))?$/,
        ),
      ).map((service) => ({ service, role: "affected" })),
    timeline: [...(fields.timeline ?? []), ...read.events],
    actions: actions.actions,
    detection: fields.detection ?? detectionOf(labels),
    sources: fields.sources ?? [],
    body: bodyOf(file, heading, parts, fields.summary ?? null),
    notes: [
      ...(fields.notes ?? []),
      ...doubtsOnDay(day, stated, inName, read.events),
      ...(several === null ? [] : [several]),
    ],
    unread: [
      ...read.events.flatMap(({ at, source }) => (at === null ? source : [])),
      ...read.unread,
      ...actions.unread,
    ],
  };
}

function kindOf(title: string | null, labels: readonly Label[], parts: readonly Part[]): ImportedDocument["kind"] {
  const said = [title ?? "", labelled(labels, /^(?:(?:incident )?(?:kind|type|classification|category))$/) ?? ""];
  const summary = parts.filter(({ depth, role }) => depth === 0 || role === "summary").flatMap(({ own }) => own);
  return [...said, JSON.stringify(summary)].some((text) => /\bnear[- ]miss\b/i.test(text)) ? "near-miss" : "incident";
}

function namesIn(text: string | null): string[] {
  const names = (text ?? "").split(/\s*(?:[,;&]|\band\b)\s*/).map((name) => name.replace(/^@/, "").trim());
  return [...new Set(names.filter((name) => name !== "" && name.length <= 120))];
}
