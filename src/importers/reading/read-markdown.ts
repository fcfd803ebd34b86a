import type { Nodes, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { type DateOrders, ordersIn } from "../../parse/times/date-order.js";
import { emptyDocument, type ForeignFile, type ImportedDocument } from "../importer.js";
import { textOfField } from "./fields/field-values.js";
import { actionsIn } from "./outline/actions.js";
import { bodyOf } from "./outline/body-of.js";
import { detectionOf } from "./outline/detection.js";
import { findDays } from "./outline/found-days.js";
import { type Label, labelled, labelsOf } from "./outline/labels.js";
import { outlineOf, type Part } from "./outline/outline.js";
import { dayOfRows, settleDay } from "./outline/settle-day.js";
import { severalIncidents } from "./outline/several.js";
import { statedForAll } from "./outline/stated-for-all.js";
import { statedMarks } from "./outline/stated-marks.js";
import { isTimeTable, timelineNodes } from "./outline/timeline-nodes.js";
import { titleOf } from "./outline/title.js";
import { readTimeline } from "./timeline/read-timeline.js";
import { looksTimed } from "./timeline/row-times.js";
import { rowsOf } from "./timeline/rows.js";

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
  const orders = ordersOf(file);
  const nodes = timelineNodes(parts);
  const days = findDays(file, { title, written: found.written, labels, parts }, nodes, orders, fields);
  const dayOfClocks = dayOfRows(days);
  const forAll = statedForAll(parts, labels, nodes, orders);
  const read = readTimeline(nodes, {
    day: dayOfClocks,
    yearNear: days.published?.day ?? null,
    zone: file.settings.zone,
    statedZone: forAll.zone,
    dayForAll: forAll.day,
    orders,
  });
  const actions = actionsIn(parts);
  const several = severalIncidents(parts);
  // The times of several incidents are no times of one.
  const rows = several === null ? read.events : read.events.map(({ mark: _, ...event }) => event);
  const marks =
    several === null && fields.timeline === undefined
      ? statedMarks(labelsOutside(file, nodes), rows, {
          day: dayOfClocks,
          zone: forAll.zone ?? file.settings.zone,
          orders,
        })
      : [];
  const events = [...(fields.timeline ?? []), ...rows, ...marks];
  const { day, notes } = settleDay(days, events);
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
    timeline: events,
    actions: actions.actions,
    detection: fields.detection ?? detectionOf(labels),
    sources: fields.sources ?? [],
    body: bodyOf(file, heading, parts, fields.summary ?? null),
    notes: [...(fields.notes ?? []), ...notes, ...(several === null ? [] : [several])],
    unread: [
      ...read.events.flatMap(({ at, source }) => (at === null ? source : [])),
      ...read.unread,
      ...actions.unread,
    ],
    zone: read.zone,
    rowsSeen: read.seen + marks.length + timedRowsOutside(file, nodes, parts),
  };
}

/** In which order a document writes days in numbers: as the user says, else as its own dates with a part over 12 show. */
function ordersOf({ path, tree, front, settings }: ForeignFile): DateOrders {
  if (settings.dayOrder !== null) return { withYear: settings.dayOrder, withoutYear: settings.dayOrder };
  const texts = tree.children.filter(({ type }) => type !== "code").map((node) => textOf(node));
  const title = front === null ? null : textOfField(front.data, ["title"]);
  return ordersIn([path.slice(path.lastIndexOf("/") + 1), title ?? "", ...texts]);
}

/** The labels of a text outside of its timeline, whose rows have theirs. */
function labelsOutside({ tree }: ForeignFile, timeline: readonly RootContent[]): Label[] {
  const isOutside = (node: RootContent) =>
    !timeline.includes(node) && !timeline.some((row) => row.type === "list" && contains(node, row));
  return labelsOf({ ...tree, children: tree.children.filter(isOutside) }, []);
}

/** How many lines outside of the timeline look like rows of one. Those of actions, tables and code are none. */
function timedRowsOutside({ tree }: ForeignFile, timeline: readonly RootContent[], parts: readonly Part[]): number {
  const read = new Set<unknown>([
    ...timeline,
    ...parts.filter(({ role }) => role === "actions" || role === "data").flatMap(({ all }) => all),
  ]);
  const others = tree.children.filter(
    (node) => !read.has(node) && (node.type === "list" || node.type === "heading" || isTimeTable(node)),
  );
  // A list in an item of another one may be the timeline.
  const inner = timeline.filter((node) => !tree.children.includes(node) && node.type === "list");
  const within = others.flatMap((node) => inner.filter((list) => contains(node, list)));
  return timedRows(others) - timedRows(within);
}

function timedRows(nodes: readonly RootContent[]): number {
  return rowsOf(nodes).filter(looksTimed).length;
}

function contains(node: Nodes, inner: Nodes): boolean {
  return "children" in node && node.children.some((child) => child === inner || contains(child, inner));
}

function kindOf(title: string | null, labels: readonly Label[], parts: readonly Part[]): ImportedDocument["kind"] {
  const texts = [title ?? "", labelled(labels, /^(?:(?:incident )?(?:kind|type|classification|category))$/) ?? ""];
  const summary = parts.filter(({ depth, role }) => depth === 0 || role === "summary").flatMap(({ own }) => own);
  return [...texts, JSON.stringify(summary)].some((text) => /\bnear[- ]miss\b/i.test(text)) ? "near-miss" : "incident";
}

function namesIn(text: string | null): string[] {
  const names = (text ?? "").split(/\s*(?:[,;&]|\band\b)\s*/).map((name) => name.replace(/^@/, "").trim());
  return [...new Set(names.filter((name) => name !== "" && name.length <= 120))];
}
