import type { NextItem, NextKind, NextState } from "../../../measure/next-items.js";
import type { NodeRef } from "../../../model/graph.js";
import { capitalize } from "../../../util/capitalize.js";
import { groupBy } from "../../../util/group-by.js";
import { formatDuration } from "../../kit/formats/format-duration.js";
import { formatDay } from "../../kit/formats/format-time.js";
import type { Block, Text } from "../../kit/report/tree.js";
import { left, listed, right, tableOf } from "../../shared/report/words.js";

/** How many of each kind are printed of what others have to do. */
const MAX_THIRD_PARTY = 5;

/** All that the list of what to do next is made from. */
export interface NextInput {
  items: readonly NextItem[];
  /** The title of the collection. */
  title: string;
  /** A UTC day. */
  now: string;
  /** How far ahead a due day is soon, in milliseconds. */
  within: number;
  /** The owner that it was narrowed to, or null. */
  owner: string | null;
}

/** What is open, by kind. */
export const OPEN_HEADINGS: Readonly<Record<NextKind, string>> = {
  document: "Not published yet",
  gap: "Open gaps of evidence, and what they block",
  contract: "Contracts unclear most",
  invariant: "Violated, and nothing checks it",
  action: "Actions",
  drill: "Drills",
  policy: "Degradation policies",
};

export const OPEN_KINDS: readonly NextKind[] = [
  "document",
  "gap",
  "contract",
  "invariant",
  "action",
  "drill",
  "policy",
];

/** What to do next, as a report. */
export function nextReport({ items, title, now, within, owner }: NextInput): Block[] {
  const own = items.filter((item) => item.own);
  const theirs = items.filter((item) => !item.own);
  const whose = owner === null ? "" : ` for ${owner}`;
  const of = (state: NextState) => own.filter((item) => item.state === state);
  const soon = `Due within ${formatDuration(within)}`;
  return [
    { type: "title", text: title },
    { type: "sentence", text: `What to do next${whose}, as of ${formatDay(now)}.` },
    { type: "sentence", text: own.length === 0 ? "Nothing is due." : summaryOf(own, within) },
    ...section("Overdue", of("overdue")),
    ...section(soon, of("due-soon")),
    ...section("Without an owner", of("no-owner")),
    ...section("Never drilled or tested", of("never")),
    ...openSections(of("open"), ""),
    ...byOwner(own),
    ...openSections(theirs, " (from third-party accounts)", MAX_THIRD_PARTY),
  ];
}

function summaryOf(own: readonly NextItem[], within: number): string {
  const n = (state: NextState) => own.filter((item) => item.state === state).length;
  // A draft has the day by which it is to be published, and a gap that of the action that closes it.
  const dated = own.filter(({ state, due }) => state === "open" && due !== null).length;
  const parts = [
    [n("overdue"), "overdue"],
    [n("due-soon"), `due within ${formatDuration(within)}`],
    [n("no-owner"), "without an owner"],
    [n("never"), "never drilled or tested"],
    [dated, "open with a day"],
    [n("open") - dated, "open without a day"],
  ] as const;
  const words = parts.flatMap(([of, what]) => (of === 0 ? [] : [`${of} ${what}`]));
  return `${capitalize(listed(words))}.`;
}

function openSections(items: readonly NextItem[], whose: string, most?: number): Block[] {
  return OPEN_KINDS.flatMap((kind) =>
    section(
      `${OPEN_HEADINGS[kind]}${whose}`,
      items.filter((item) => item.kind === kind),
      most,
    ),
  );
}

function section(heading: string, items: readonly NextItem[], most?: number): Block[] {
  if (items.length === 0) return [];
  const columns = [
    ...(items.some(({ due }) => due !== null) ? [left("Due")] : []),
    ...(items.some(({ owner }) => owner !== null) ? [left("Owner")] : []),
    left("What"),
  ];
  const rows = items.map((item) =>
    columns.map((column): Text => {
      if (column.title === "Due") return item.due ?? "–";
      return column.title === "Owner" ? (item.owner ?? "–") : whatOf(item);
    }),
  );
  return [{ type: "heading", text: heading }, ...tableOf(columns, rows, "items", most)];
}

/** `Refetch on start (action 2026-03-14-…#A1; prevent · Revoked grants stayed valid)`. */
function whatOf(item: NextItem): Text {
  const kind = item.kind === "drill" ? "scenario" : item.kind;
  return [`${item.title} (${kind} `, { text: item.id, to: nodeOf(item) }, item.note === null ? ")" : `; ${item.note})`];
}

/** The node that an item is about, or for what has no page the document that it is in. */
export function nodeOf({ kind, id, document, documentType }: NextItem): NodeRef {
  if (document !== null) return `${documentType === "drill" ? "drill" : "incident"}:${document}`;
  return `${kind === "drill" ? "scenario" : (kind as "contract" | "invariant" | "policy")}:${id}`;
}

/** How much each owner has, those with most that is overdue first. */
function byOwner(own: readonly NextItem[]): Block[] {
  const owners = groupBy(own, ({ owner }) => owner ?? "–");
  if (owners.size < 2) return [];
  const n = (items: readonly NextItem[], states: readonly NextState[]) =>
    items.filter(({ state }) => states.includes(state)).length;
  const rows = [...owners]
    .map(([owner, items]) => ({ owner, late: n(items, ["overdue"]), soon: n(items, ["due-soon"]), all: items.length }))
    .sort((a, b) => b.late - a.late || b.soon - a.soon || b.all - a.all || (a.owner < b.owner ? -1 : 1));
  return [
    { type: "heading", text: "By owner" },
    ...tableOf(
      [left("Owner"), right("Overdue"), right("Due soon"), right("All")],
      rows.map(({ owner, late, soon, all }) => [owner, String(late), String(soon), String(all)]),
      "owners",
    ),
  ];
}
