import type { ActionRow } from "../../../measure/action-follow-through.js";
import { compareText } from "../../../model/diagnostic.js";
import type { Day } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { ownerTitle } from "../../shared/document-actions.js";
import { pageOf } from "../../shared/paging.js";
import type { Site } from "../../shared/site-model.js";

/** The columns of the table of owners. Each action is in one; an overdue one only in `overdue`. */
const COLUMNS = ["overdue", "committed", "proposed", "done", "dropped"] as const;
type Column = (typeof COLUMNS)[number];

const TITLES: Readonly<Record<Column, string>> = {
  overdue: "Overdue",
  committed: "Committed",
  proposed: "Proposed",
  done: "Done",
  dropped: "Dropped",
};

/** The own actions of one owner, by column and within it by the day on which they are due. */
interface Owned {
  title: string;
  path: string;
  columns: { column: Column; title: string; rows: ActionRow[] }[];
}

/** How many actions of each column an owner has, each leading to them. */
interface OwnerRow {
  title: string;
  path: string;
  cells: { n: number; path: string; isOverdue: boolean }[];
}

/** The table of owners; a column that is zero for all of them is left out. */
export interface OwnerTable {
  columns: string[];
  rows: OwnerRow[];
}

/** Those with most that is overdue first, then with most that is committed. */
export function ownerTable(site: Site, actions: readonly ActionRow[], perPage: number): OwnerTable {
  const rows = ownerRows(site, actions, perPage);
  const used = COLUMNS.map((_, at) => rows.some((row) => n(row, at) > 0));
  return {
    columns: COLUMNS.filter((_, at) => used[at]).map((column) => TITLES[column]),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, at) => used[at]) })),
  };
}

function ownerRows(site: Site, rows: readonly ActionRow[], perPage: number): OwnerRow[] {
  return ownedBy(site, rows)
    .map(({ title, path, columns }) => {
      let before = 0;
      const cells = columns.map(({ column, rows: of }) => {
        const at = pageOf(path, before, perPage);
        before += of.length;
        return { n: of.length, path: `${at}#${column}`, isOverdue: column === "overdue" };
      });
      return { title, path, cells };
    })
    .sort((a, b) => n(b, 0) - n(a, 0) || n(b, 1) - n(a, 1) || compareText(a.title, b.title));
}

/** What each owner has to do and has done, column by column. */
export function ownerLists(site: Site, rows: readonly ActionRow[]) {
  return ownedBy(site, rows).map(({ title, path, columns }) => ({
    path,
    title: title === NOBODY ? "Actions without an owner" : `Actions of ${title}`,
    text: "What is overdue stands first, and in no other list of this page.",
    items: columns.flatMap(({ column, title: heading, rows: of }) =>
      of.map((row) => ({ group: { title: heading, path: null, anchor: column }, row })),
    ),
  }));
}

const NOBODY = "No owner";

function ownedBy(site: Site, rows: readonly ActionRow[]): Owned[] {
  const byOwner = new Map<string, ActionRow[]>();
  for (const row of rows) {
    if (row.account !== "own") continue;
    const owner = row.action.owner ?? "";
    const own = byOwner.get(owner) ?? [];
    byOwner.set(owner, own);
    own.push(row);
  }
  const paths = ownerPaths(site);
  return [...byOwner.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([owner, of]) => ({
      title: owner === "" ? NOBODY : ownerTitle(site, owner),
      path: paths.get(owner) ?? "",
      columns: COLUMNS.map((column) => ({
        column,
        title: TITLES[column],
        rows: of.filter((row) => columnOf(row) === column).sort((a, b) => compareText(dueOf(a), dueOf(b))),
      })),
    }));
}

function columnOf({ overdue, action }: ActionRow): string {
  return overdue ? "overdue" : action.state;
}

/** Those without a day last. */
function dueOf({ action }: ActionRow): string {
  return filled<Day>(action.due) ?? "9999";
}

function n(row: OwnerRow, at: number): number {
  return row.cells[at]?.n ?? 0;
}

/** The path of each owner's list. Slugs of two names can collide, so they are made unique. */
function ownerPaths(site: Site): Map<string, string> {
  const owners = new Set(site.measures.actionFollowThrough.rows.map(({ action }) => action.owner ?? ""));
  const taken = new Map<string, number>();
  return new Map(
    [...owners].sort(compareText).map((owner) => {
      if (owner === "") return [owner, "actions/no-owner/index.html"];
      const plain = owner
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-");
      const slug = plain.replace(/^-|-$/g, "").slice(0, 60) || "owner";
      const count = (taken.get(slug) ?? 0) + 1;
      taken.set(slug, count);
      return [owner, `actions/owner/${slug}${count === 1 ? "" : `--${count}`}/index.html`];
    }),
  );
}
