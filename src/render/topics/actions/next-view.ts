import { daysBetween } from "../../../measure/days-between.js";
import { type NextItem, type NextKind, type NextState, nextItems } from "../../../measure/next-items.js";
import type { OutputFile } from "../../../model/page.js";
import { canonicalUrl } from "../../shared/canonical-url.js";
import { ownerTitle } from "../../shared/document-actions.js";
import type { Hub } from "../../shared/hubs.js";
import { nodePath } from "../../shared/paths.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { DUE_PATH, statePath } from "./action-paths.js";
import { nextCalendar } from "./next-calendar.js";
import { nodeOf, OPEN_HEADINGS, OPEN_KINDS } from "./next-report.js";

/** How many of each group the page lists; `inquest next` has all. */
const MAX_ITEMS = 8;

/** The calendar file of what has a day, from the root of the site. */
const CALENDAR_PATH = "actions/next.ics";

interface ItemView {
  link: NodeLink;
  /** What kind of thing, where it is from, what it is about. */
  from: NodeLink | null;
  note: string;
  owner: string | null;
  due: string | null;
  /** `12 days late`, `in 3 days`, or null. */
  when: string | null;
  overdue: boolean;
}

interface GroupView {
  id: string;
  title: string;
  items: ItemView[];
  more: number;
  /** The page of all of them, where there is one. */
  path: string | null;
  /** The list that has them and others of their kind. */
  list: NodeLink | null;
  dated: boolean;
  owned: boolean;
  /** How to call the program, which lists the others. */
  call: string;
}

/** What to do next, as the page of actions begins with it. */
export interface NextView {
  isEmpty: boolean;
  counts: { n: number; title: string; breach: boolean }[];
  groups: GroupView[];
  calendar: string | null;
}

const STATES: readonly { state: NextState; title: string; count: string }[] = [
  { state: "overdue", title: "Overdue", count: "overdue" },
  { state: "due-soon", title: "Due within 14 days", count: "due within 14 days" },
  { state: "no-owner", title: "Without an owner", count: "without an owner" },
  { state: "never", title: "Never drilled or tested", count: "never drilled or tested" },
];

/** Only what is our own: what others left open is on the pages of gaps and contracts. Null in a collection of nothing but that. */
export function nextView(site: Site): NextView | null {
  const all = nextItems(site.graph, site.measures, site.now);
  const own = all.filter((item) => item.own);
  if (own.length === 0 && site.graph.collection.config.account === "third-party") return null;
  const of = (state: NextState) => own.filter((item) => item.state === state);
  const hasOverduePage = of("overdue").some(({ kind }) => kind === "action");
  return {
    isEmpty: own.length === 0,
    counts: STATES.map(({ state, count }) => ({
      n: of(state).length,
      title: count,
      breach: state === "overdue" && of(state).length > 0,
    })),
    groups: [
      ...STATES.flatMap(({ state, title }) =>
        group(site, state, title, of(state), state === "overdue" && hasOverduePage ? statePath("overdue") : null),
      ),
      ...OPEN_KINDS.flatMap((kind: NextKind) =>
        group(
          site,
          kind,
          OPEN_HEADINGS[kind],
          of("open").filter((item) => item.kind === kind),
          null,
        ),
      ),
    ],
    calendar: own.some(({ due }) => due !== null) ? CALENDAR_PATH : null,
  };
}

/** The calendar file, where anything has a day. */
export function calendarFiles(site: Site): OutputFile[] {
  const items = nextItems(site.graph, site.measures, site.now).filter((item) => item.own && item.due !== null);
  if (items.length === 0) return [];
  const urlOf = (item: NextItem) => canonicalUrl(site, nodePath(site.graph, nodeOf(item)) ?? "");
  const { title } = site.graph.collection.config;
  const content = nextCalendar(items, { title, now: site.now, version: site.version, urlOf });
  return [{ path: CALENDAR_PATH, content }];
}

function group(site: Site, id: string, title: string, items: readonly NextItem[], path: string | null): GroupView[] {
  if (items.length === 0) return [];
  return [
    {
      id,
      title,
      items: items.slice(0, MAX_ITEMS).map((item) => itemView(site, item)),
      more: Math.max(0, items.length - MAX_ITEMS),
      path,
      list: listOfAll(site, items),
      dated: items.some(({ due }) => due !== null),
      owned: items.some(({ owner }) => owner !== null),
      call: site.call ?? "inquest",
    },
  ];
}

const LISTS: Readonly<Record<NextKind, { hub: Hub; title: string; path?: string }>> = {
  document: { hub: "incidents", title: "All incidents" },
  gap: { hub: "blind-spots", title: "All missing evidence" },
  contract: { hub: "contracts", title: "All contracts" },
  invariant: { hub: "invariants", title: "All invariants" },
  action: { hub: "actions", title: "Actions by due date", path: DUE_PATH },
  drill: { hub: "drills", title: "All scenarios and drills" },
  policy: { hub: "degradation", title: "All policies" },
};

/** Where items are of one kind, the list of that kind. */
function listOfAll(site: Site, items: readonly NextItem[]): NodeLink | null {
  const kinds = new Set(items.map(({ kind }) => kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1) return null;
  const { hub, title, path = `${hub}/index.html` } = LISTS[kind];
  const hasDue = site.measures.actionFollowThrough.rows.some(({ account, pending }) => account === "own" && pending);
  return site.hubs[hub] && (kind !== "action" || hasDue) ? { title, path } : null;
}

function itemView(site: Site, item: NextItem): ItemView {
  const { id, title, kind, owner, due, state, document, note } = item;
  const entry = id.split("#")[1];
  const path = nodePath(site.graph, nodeOf(item));
  const anchor = kind === "action" ? "#action-" : "#missing-";
  const source = document === null || entry === undefined ? null : nodeOf(item);
  const [type, name] = source === null ? [] : (source.split(/:(.*)/) as ["incident" | "drill", string]);
  return {
    link: { title, path: path === null || entry === undefined ? path : `${path}${anchor}${entry}` },
    from: type === undefined || name === undefined ? null : linkTo(site, type, name),
    note: [entry, note].filter(Boolean).join(" · "),
    owner: owner === null ? null : ownerTitle(site, owner),
    due,
    when: due === null ? null : whenText(due, site.now),
    overdue: state === "overdue",
  };
}

function whenText(due: string, now: string): string {
  const days = due < now ? daysBetween(due, now) : daysBetween(now, due);
  const words = days === 1 ? "1 day" : `${days} days`;
  if (due === now) return "today";
  return due < now ? `${words} late` : `in ${words}`;
}
