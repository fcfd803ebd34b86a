import type { ActionRow } from "../../../measure/action-follow-through.js";
import { compareText } from "../../../model/diagnostic.js";
import type { Day } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { ownerTitle } from "../../shared/document-actions.js";
import { pageOf } from "../../shared/paging.js";
import type { Site } from "../../shared/site-model.js";
import { statePath } from "./action-paths.js";

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

/** The columns of what is over. Their rows are in the lists of all that is done or dropped. */
type OverColumn = "done" | "dropped";

/** The own actions of one owner, by column and within it by the day on which they are due. */
interface Owned {
  owner: string;
  title: string;
  path: string;
  columns: OwnedColumn[];
}

interface OwnedColumn {
  column: Column;
  title: string;
  rows: ActionRow[];
  /** Those of `rows` that stand on the pages of the owner. */
  shown: ActionRow[];
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
  return ownedBy(site, rows, perPage)
    .map(({ title, path, columns }) => {
      let before = 0;
      const cells = columns.map(({ column, rows: of, shown }) => {
        const at =
          isOver(column) && shown.length === 0 ? statePath(column) : `${pageOf(path, before, perPage)}#${column}`;
        before += shown.length;
        return { n: of.length, path: at, isOverdue: column === "overdue" };
      });
      return { title, path, cells };
    })
    .sort((a, b) => n(b, 0) - n(a, 0) || n(b, 1) - n(a, 1) || compareText(a.title, b.title));
}

/** What each owner has to do and has done, column by column. */
export function ownerLists(site: Site, rows: readonly ActionRow[], perPage: number) {
  return ownedBy(site, rows, perPage).map(({ owner, title, path, columns }) => ({
    path,
    title: title === NOBODY ? "Actions without an owner" : `Actions of ${title}`,
    text: "What is overdue stands first, and in no other list of this page.",
    items: columns.flatMap(({ column, title: heading, shown }) =>
      shown.map((row) => ({ group: { title: heading, path: null, anchor: column }, row })),
    ),
    rows: columns.flatMap((column) => column.rows),
    elsewhere: columns.flatMap(({ column, rows: of, shown }) =>
      isOver(column) && shown.length < of.length ? [{ owner, column, n: of.length - shown.length }] : [],
    ),
  }));
}

const NOBODY = "No owner";

function ownedBy(site: Site, rows: readonly ActionRow[], perPage: number): Owned[] {
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
      owner,
      title: owner === "" ? NOBODY : ownerTitle(site, owner),
      path: paths.get(owner) ?? "",
      columns: withShown(
        COLUMNS.map((column) => ({
          column,
          title: TITLES[column],
          rows: of.filter((row) => columnOf(row) === column).sort((a, b) => compareText(dueOf(a), dueOf(b))),
        })),
        perPage,
      ),
    }));
}

/** All that is still to be done, and the newest of the rest, as far as they fit on the page on which that ends. */
function withShown(columns: readonly Omit<OwnedColumn, "shown">[], perPage: number): OwnedColumn[] {
  const open = columns.reduce((sum, { column, rows }) => sum + (isOver(column) ? 0 : rows.length), 0);
  let room = perPage - (open % perPage);
  return columns.map((of) => {
    if (!isOver(of.column)) return { ...of, shown: of.rows };
    const shown = of.rows.slice(Math.max(0, of.rows.length - room));
    room -= shown.length;
    return { ...of, shown };
  });
}

function isOver(column: Column): column is OverColumn {
  return column === "done" || column === "dropped";
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
export function ownerPaths(site: Site): Map<string, string> {
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
