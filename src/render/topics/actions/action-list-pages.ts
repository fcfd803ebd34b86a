import { ACTION_TYPES, type ActionRow, type ActionState } from "../../../measure/action-follow-through.js";
import { compareText } from "../../../model/diagnostic.js";
import { isLocalKind, type Kind } from "../../../model/kinds.js";
import type { Day } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { thousands } from "../../kit/formats/format-duration.js";
import { ownerTitle } from "../../shared/document-actions.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import type { NodeLink, Site } from "../../shared/site-model.js";
import { uncountedWords } from "../../shared/uncounted-documents.js";
import { addressedPath, purposePath, statePath } from "./action-paths.js";
import { type ActionEntry, actionEntry, addressedLink } from "./action-row.js";
import { ACTION_LIST, ACTION_TYPE, ADDRESSED, NOTHING } from "./action-words.js";
import { ownerLists } from "./owners.js";

/** A list of actions, under headings where it has any. */
interface ActionList {
  path: string;
  title: string;
  text: string;
  /** Whether groups are shown closed: where a reader looks for one of them. */
  folded: boolean;
  items: { group: GroupHead | null; row: ActionRow }[];
}

/** The heading of a group; with an anchor numbers elsewhere lead to it. */
interface GroupHead extends NodeLink {
  anchor?: string;
}

/** More per page where groups are folded. */
const FOLDED_PER_PAGE = 4 * PER_PAGE;

const STATES: readonly (ActionState | "overdue")[] = [
  "overdue",
  "committed",
  "proposed",
  "done",
  "dropped",
  "reported",
  "reported-done",
];

/** `/actions/<state>/`, `/actions/owner/<owner>/`, `/actions/purpose/<type>/`, `/actions/addressing/<type>/`: every action, by how far, what for and whom. */
export const actionListPages: PageKind = {
  template: "actions/action-list",
  folder: "actions",
  pages: (site) => {
    const rows = newestFirst(site.measures.actionFollowThrough.rows);
    const lists: ActionList[] = [
      ...stateLists(site, rows),
      ...ownerLists(site, rows),
      ...purposeLists(rows),
      ...addressedLists(site, rows),
    ];
    return lists.filter(({ items }) => items.length > 0).flatMap((list) => listPages(site, list));
  },
};

function listPages(site: Site, { path, title, text, folded, items }: ActionList): Page[] {
  const counted = items.filter(({ row }) => row.counted);
  const ordered = [...counted, ...items.filter(({ row }) => !row.counted)];
  const uncounted = ordered.flatMap(({ row }) => (row.counted ? [] : [row]));
  const [sizes, sizesApart] = [sizesOf(counted), sizesOf(items.filter(({ row }) => !row.counted))];
  const documents = new Set(counted.map(({ row }) => row.document)).size;
  return paged(path, ordered, folded ? FOLDED_PER_PAGE : PER_PAGE).map(({ path: pagePath, items: onPage, pager }) => ({
    path: pagePath,
    title: pageTitle(title, pager),
    description: `${title}. ${text}`,
    section: "actions",
    model: {
      text,
      folded,
      actions: new Set(counted.map(({ row }) => row.action)).size,
      documents,
      uncounted: thousands(new Set(uncounted.map((row) => row.action)).size),
      uncountedWords: uncountedWords(site, uncounted),
      sections: [true, false].flatMap((isCounted) => {
        const part = onPage.filter(({ row }) => row.counted === isCounted);
        const groups = groupsOf(site, part, isCounted ? sizes : sizesApart).map((group) => ({
          ...group,
          // An address leads to the first group of this name.
          anchor: ((isCounted || !sizes.has(keyOf(group.group))) && group.group?.anchor) || null,
        }));
        return part.length === 0 ? [] : [{ isCounted, groups, onlyOne: groups.length === 1 }];
      }),
      pager,
    },
  }));
}

interface Group {
  group: GroupHead | null;
  /** On all pages. */
  all: number;
  actions: ActionEntry[];
}

/** How many actions each group has on all pages, by its key. */
function sizesOf(items: ActionList["items"]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { group } of items) sizes.set(keyOf(group), (sizes.get(keyOf(group)) ?? 0) + 1);
  return sizes;
}

function groupsOf(site: Site, items: ActionList["items"], sizes: ReadonlyMap<string, number>): Group[] {
  const groups = new Map<string, Group>();
  for (const { group, row } of items) {
    const key = keyOf(group);
    const found = groups.get(key) ?? { group, all: sizes.get(key) ?? 0, actions: [] };
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
  return STATES.map((state) => {
    const of = rows.filter((row) => (state === "overdue" ? row.overdue : row.action.state === state));
    const due = ({ action }: ActionRow) => filled<Day>(action.due) ?? "";
    const items =
      state === "overdue"
        ? [...of].sort((a, b) => compareText(due(a), due(b))).map((row) => ({ group: null, row }))
        : of.map((row) => ({ group: ownerGroup(site, row), row })).sort(byGroup);
    return { path: statePath(state), ...ACTION_LIST[state], folded: false, items };
  });
}

function ownerGroup(site: Site, { action }: ActionRow): NodeLink | null {
  return action.owner === undefined ? null : { title: ownerTitle(site, action.owner), path: null };
}

function purposeLists(rows: readonly ActionRow[]): ActionList[] {
  return ACTION_TYPES.map((type) => ({
    path: purposePath(type),
    title: `Actions to ${type}`,
    text: ACTION_TYPE[type].text,
    folded: false,
    items: rows.filter(({ action }) => action.type === type).map((row) => ({ group: null, row })),
  }));
}

/** Under what they address, what most actions address first. An action that addresses two things stands under both. */
function addressedLists(site: Site, rows: readonly ActionRow[]): ActionList[] {
  const lists = ADDRESSED.map(([type, plural]) => {
    const items = rows.flatMap((row) =>
      (row.action.addresses ?? [])
        .filter((reference) => reference.startsWith(`${type}:`))
        // Local entries are listed with their action instead.
        .map((reference) => ({ group: isLocalKind(type as Kind) ? null : addressedLink(site, row, reference), row })),
    );
    const sizes = sizesOf(items);
    const often = (group: NodeLink | null) => sizes.get(keyOf(group)) ?? 0;
    return {
      path: addressedPath(type),
      title: `Actions that address ${plural.toLowerCase()}`,
      text: isLocalKind(type as Kind)
        ? "The newest first."
        : "What most actions address comes first. An action that addresses two of them stands under both.",
      folded: !isLocalKind(type as Kind),
      items: isLocalKind(type as Kind)
        ? onePerAction(items)
        : items.sort((a, b) => often(b.group) - often(a.group) || byGroup(a, b)),
    };
  });
  const nothing = {
    path: addressedPath(NOTHING),
    title: "Actions that address nothing by name",
    text: "They say what is done, and not which invariant, contract, gap or step it is for.",
    folded: false,
    items: rows.filter(({ action }) => (action.addresses ?? []).length === 0).map((row) => ({ group: null, row })),
  };
  return [...lists, nothing];
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

function onePerAction(items: ActionList["items"]): ActionList["items"] {
  return [...new Map(items.map((item) => [item.row, item])).values()];
}

/** The undated last; within a document the author's order. */
function newestFirst(rows: readonly ActionRow[]): ActionRow[] {
  return [...rows].sort((a, b) => compareText(b.day ?? "", a.day ?? ""));
}
