import type { ActionRow, ActionState } from "../../../measure/action-follow-through.js";
import { compareText } from "../../../model/diagnostic.js";
import type { Day } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { thousands } from "../../kit/formats/format-duration.js";
import { formatDay } from "../../kit/formats/format-time.js";
import { ownerTitle } from "../../shared/document-actions.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageOf, pageTitle } from "../../shared/paging.js";
import type { NodeLink, Site } from "../../shared/site-model.js";
import { uncountedWords } from "../../shared/uncounted-documents.js";
import { DUE_PATH, statePath } from "./action-paths.js";
import { type ActionEntry, actionEntry } from "./action-row.js";
import { ACTION_LIST } from "./action-words.js";
import { ownerLists, ownerPaths } from "./owners.js";

/** A list of actions, under headings where it has any. */
interface ActionList {
  path: string;
  title: string;
  text: string;
  items: { group: GroupHead | null; row: ActionRow }[];
  /** What is counted, where some of it stands in another list. */
  rows?: readonly ActionRow[];
  elsewhere?: readonly { owner: string; column: "done" | "dropped"; n: number }[];
}

/** The heading of a group; with an anchor numbers elsewhere lead to it. */
interface GroupHead extends NodeLink {
  anchor?: string;
}

const STATES: readonly (ActionState | "overdue")[] = [
  "overdue",
  "committed",
  "proposed",
  "done",
  "dropped",
  "reported",
  "reported-done",
];

/** `/actions/<state>/`, `/actions/owner/<owner>/`, `/actions/due/`: every action, by how far it is, whose and until when. */
export const actionListPages: PageKind = {
  template: "actions/action-list",
  folder: "actions",
  pages: (site) => {
    const rows = newestFirst(site.measures.actionFollowThrough.rows);
    const states = stateLists(site, rows);
    const lists: ActionList[] = [...states, ...ownerLists(site, rows, PER_PAGE), dueList(rows)];
    const placeOf = placesOfOwners(states);
    return lists.filter(({ items }) => items.length > 0).flatMap((list) => listPages(site, list, placeOf));
  },
};

/** Where the group of an owner begins in the list of a state. */
type PlaceOf = (path: string, owner: string) => string;

function placesOfOwners(lists: readonly ActionList[]): PlaceOf {
  const places = new Map<string, string>();
  for (const { path, items } of lists) {
    for (const [at, { row, group }] of inOrder(items).entries()) {
      const key = `${path} ${row.action.owner ?? ""}`;
      const anchor = group?.anchor === undefined ? "" : `#${group.anchor}`;
      if (!places.has(key)) places.set(key, `${pageOf(path, at, PER_PAGE)}${anchor}`);
    }
  }
  return (path, owner) => places.get(`${path} ${owner}`) ?? path;
}

/** Those that are counted first. */
function inOrder(items: ActionList["items"]): ActionList["items"] {
  return [...items.filter(({ row }) => row.counted), ...items.filter(({ row }) => !row.counted)];
}

function listPages(
  site: Site,
  { path, title, text, items, rows, elsewhere = [] }: ActionList,
  placeOf: PlaceOf,
): Page[] {
  const ordered = inOrder(items);
  const all = rows ?? ordered.map(({ row }) => row);
  const [counted, uncounted] = [all.filter((row) => row.counted), all.filter((row) => !row.counted)];
  const keys = new Set(ordered.flatMap(({ row, group }) => (row.counted ? [keyOf(group)] : [])));
  const documents = new Set(counted.map((row) => row.document)).size;
  const actions = new Set(counted.map((row) => row.action)).size;
  const uncountedActions = thousands(new Set(uncounted.map((row) => row.action)).size);
  const words = uncountedWords(site, uncounted);
  const more = elsewhere.map(({ owner, column, n }) => ({ n, words: column, path: placeOf(statePath(column), owner) }));
  return paged(path, ordered, PER_PAGE).map(({ path: pagePath, items: onPage, pager }) => ({
    path: pagePath,
    title: pageTitle(title, pager),
    description: `${title}. ${text}`,
    section: "actions",
    model: {
      text,
      actions,
      documents,
      uncounted: uncountedActions,
      uncountedWords: words,
      sections: [true, false].flatMap((isCounted) => {
        const part = onPage.filter(({ row }) => row.counted === isCounted);
        const groups = groupsOf(site, part).map((group) => ({
          ...group,
          // An address leads to the first group of this name.
          anchor: ((isCounted || !keys.has(keyOf(group.group))) && group.group?.anchor) || null,
        }));
        return part.length === 0 ? [] : [{ isCounted, groups }];
      }),
      more: pager.older === null ? more : [],
      pager,
    },
  }));
}

interface Group {
  group: GroupHead | null;
  actions: ActionEntry[];
}

function groupsOf(site: Site, items: ActionList["items"]): Group[] {
  const groups = new Map<string, Group>();
  for (const { group, row } of items) {
    const key = keyOf(group);
    const found = groups.get(key) ?? { group, actions: [] };
    groups.set(key, found);
    const entry = actionEntry(site, row);
    // The heading already names it.
    const addresses = entry.addresses.filter((one) => keyOf(one) !== key);
    found.actions.push({ ...entry, addresses, addressesMore: group?.path !== undefined && group?.path !== null });
  }
  return [...groups.values()];
}

/** Own actions stand under their owner; overdue ones by the day on which they were due. */
function stateLists(site: Site, rows: readonly ActionRow[]): ActionList[] {
  const paths = ownerPaths(site);
  const ownerGroup = ({ action: { owner } }: ActionRow): GroupHead | null =>
    owner === undefined
      ? null
      : { title: ownerTitle(site, owner), path: null, anchor: `of-${paths.get(owner)?.split("/").at(-2)}` };
  return STATES.map((state) => {
    const of = rows.filter((row) => (state === "overdue" ? row.overdue : row.action.state === state));
    const due = ({ action }: ActionRow) => filled<Day>(action.due) ?? "";
    const items =
      state === "overdue"
        ? [...of].sort((a, b) => compareText(due(a), due(b))).map((row) => ({ group: null, row }))
        : of.map((row) => ({ group: ownerGroup(row), row })).sort(byGroup);
    return { path: statePath(state), ...ACTION_LIST[state], items };
  });
}

/** Own actions that are still to be done, by the month in which they are due; those without a day last. */
function dueList(rows: readonly ActionRow[]): ActionList {
  const pending = rows
    .filter(({ account, pending }) => account === "own" && pending)
    .map((row) => ({ row, due: filled<Day>(row.action.due) ?? null }))
    .sort((a, b) => compareText(a.due ?? "9999", b.due ?? "9999"));
  return {
    path: DUE_PATH,
    title: "Actions by due date",
    text: "Still to be done, the first due first.",
    items: pending.map(({ row, due }) => ({
      group: { title: due === null ? "Without a day" : formatDay(due.slice(0, "2026-01".length)), path: null },
      row,
    })),
  };
}

/** Those without a group last. */
function byGroup(a: { group: NodeLink | null }, b: { group: NodeLink | null }): number {
  return (
    Number(a.group === null) - Number(b.group === null) ||
    compareText(a.group?.title ?? "", b.group?.title ?? "") ||
    compareText(a.group?.path ?? "", b.group?.path ?? "")
  );
}

function keyOf(group: NodeLink | null): string {
  return group === null ? "" : `${group.path ?? ""} ${group.title}`;
}

/** The undated last; within a document the author's order. */
function newestFirst(rows: readonly ActionRow[]): ActionRow[] {
  return [...rows].sort((a, b) => compareText(b.day ?? "", a.day ?? ""));
}
