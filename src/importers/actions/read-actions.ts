import type { List, ListItem, Nodes, RootContent, Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { flat } from "../timeline/row.js";
import { readDay } from "../times/read-time.js";
import { type ActionState, type ActionType, isNothing, stateOf, typeOf } from "./action-words.js";
import { labelsOf } from "./labels.js";

/** An action as a document tells it. Null where the document does not say. */
export interface ReadAction {
  /** What is to be done; a priority and other columns stay here. */
  title: string;
  owner: string | null;
  state: ActionState | null;
  /** An https address of an issue, a ticket or a change. */
  tracker: string | null;
  /** `YYYY-MM-DD` */
  due: string | null;
  type: ActionType | null;
  /** The row as it stands in the document. */
  source: string;
}

export interface ActionsRead {
  actions: ReadAction[];
  /** Texts that are no action, for the body. */
  unread: string[];
}

type Field = "title" | "owner" | "state" | "tracker" | "due" | "type";
const COLUMNS: readonly (readonly [Field, RegExp])[] = [
  ["state", /^(?:status|state|done\??|progress|completed?\??)$/i],
  ["due", /^(?:due|due (?:date|by|on)|deadline|target(?: date)?|eta|by when|completion date)$/i],
  ["type", /^(?:type|category|kind|class)$/i],
  ["owner", /^(?:owners?|assignees?|assigned(?: to)?|who|responsible|dri|lead|action owner)$/i],
  [
    "tracker",
    /^(?:bugs?|tickets?|issues?|tracker|tracking|tracking (?:bug|issue|ticket)|links?|jira|prs?|url|references?|bug ?\/ ?ticket)(?: ?(?:id|#|no\.?|number|link))?$/i,
  ],
  [
    "title",
    /^(?:(?:corrective |follow[- ]?up |preventive |remediation )?actions?(?: items?)?(?: description)?|items?|tasks?|what|descriptions?|follow[- ]?ups?|titles?|to-?dos?|remediations?|improvements?|summary)$/i,
  ],
];
const TRACKER =
  /\/(?:issues?|pull|pulls|merge_requests|tickets?|browse|tasks?|work_items|workitems|stories|story|cards?)\/|show_bug\.cgi|bugs?\.|jira|linear\.app|trello\.com\/c\//i;

/**
 * Reads the action items of a section: tables (Action Item | Type | Owner | Bug), task lists, bullets with "(owner: alice)", `@alice`,
 * "DONE", "due 2021-07-01" and links to trackers. Nothing is made up: an unticked box and "TODO" say `proposed`, no more.
 */
export function readActions(nodes: readonly RootContent[]): ActionsRead {
  const read: ActionsRead = { actions: [], unread: [] };
  let type: ActionType | null = null;
  for (const node of nodes) {
    if (node.type === "heading") type = typeOf(textOf(node));
    else if (node.type === "table") readTable(node, read);
    else if (node.type === "list") for (const item of node.children) readItem(item, type, read);
    else if (node.type === "blockquote") add(read, readActions(node.children));
    else if (node.type !== "html" && node.type !== "thematicBreak" && node.type !== "definition") {
      const text = flat(textOf(node));
      const label = typeOf(text);
      if (label !== null) type = label;
      else if (!isNothing(text)) read.unread.push(text);
    }
  }
  return read;
}

function add(read: ActionsRead, more: ActionsRead): void {
  read.actions.push(...more.actions);
  read.unread.push(...more.unread);
}

function readItem(item: ListItem, type: ActionType | null, read: ActionsRead): void {
  const lists = item.children.filter((child): child is List => child.type === "list");
  const head = item.children.filter((child) => child.type !== "list");
  const source = flat(head.map((child) => textOf(child)).join(" "));
  const below = lists.flatMap((list) => list.children);
  const label = typeOf(source);
  const isLabel = below.length > 0 && item.checked == null && (source.endsWith(":") || label !== null);
  if (isLabel || source === "") {
    if (label === null && source !== "") read.unread.push(source);
    for (const child of below) readItem(child, label ?? type, read);
    return;
  }
  for (const child of below) {
    if (child.checked == null) read.unread.push(flat(textOf(child)));
    else readItem(child, type, read);
  }
  if (isNothing(source)) return;
  const said = labelsOf(source);
  const ticked = item.checked == null ? null : item.checked ? "done" : "proposed";
  const state = ticked === "proposed" ? (said.state ?? ticked) : (ticked ?? said.state);
  read.actions.push({ ...said, state, tracker: trackerIn(head), type, source });
}

function readTable(table: Table, read: ActionsRead): void {
  const [header, ...rows] = table.children;
  const titles = (header?.children ?? []).map((cell) => flat(textOf(cell)));
  const fields = titles.map((title) => COLUMNS.find(([, form]) => form.test(title))?.[0]);
  const other = fields.indexOf(undefined);
  const main = fields.includes("title")
    ? fields.indexOf("title")
    : fields.some((field) => field !== undefined)
      ? other
      : -1;
  for (const row of rows) {
    const cells = row.children.map((cell) => flat(textOf(cell)));
    const source = cells.filter((cell) => cell !== "").join(" | ");
    if (source === "") continue;
    const text = cells[main];
    if (text === undefined || isNothing(text)) {
      read.unread.push(source);
      continue;
    }
    const column = (field: Field) => {
      const index = fields.findIndex((one, at) => one === field && at !== main);
      return { text: cells[index] ?? "", cell: row.children[index] };
    };
    const said = labelsOf(text);
    const due = readDay(column("due").text, { day: null }).at;
    const isDay = typeof due === "string" && due.length === 10;
    const type = typeOf(column("type").text);
    const state = /^(?:yes|y)$/i.test(column("state").text) ? "done" : stateOf(column("state").text);
    const tracked = /^(.{0,200}?)\s?(\S{2,12})$/.exec(column("tracker").text);
    const late = tracked ? stateOf(tracked[2] ?? "") : null;
    const owner = column("owner").text.replace(/^@/, "");
    const tracker = column("tracker");
    const own = linkIn(tracker.cell ? [tracker.cell] : [], /^https:\/\//);
    const known = new Map<Field, boolean>([
      ["owner", true],
      ["due", isDay],
      ["type", type !== null],
      ["state", state !== null],
      ["tracker", own !== null || (late !== null && isNothing(tracked?.[1] ?? ""))],
    ]);
    const rest = cells.flatMap((cell, at) => {
      const field = fields[at];
      const isKnown = at === main || isNothing(cell) || (field !== undefined && known.get(field) === true);
      return isKnown || /^(?:#|no\.?|id)$/i.test(titles[at] ?? "")
        ? []
        : [titles[at] ? `${titles[at]}: ${cell}` : cell];
    });
    read.actions.push({
      title: rest.length === 0 ? said.title : `${said.title} (${rest.join("; ")})`,
      owner: isNothing(owner) ? said.owner : owner,
      state: state ?? late ?? said.state,
      tracker: own ?? trackerIn(row.children),
      due: isDay ? due : said.due,
      type,
      source,
    });
  }
}

function trackerIn(nodes: readonly Nodes[]): string | null {
  return linkIn(nodes, /^https:\/\//, TRACKER);
}

/** The first address in some nodes that has all of the forms. */
function linkIn(nodes: readonly Nodes[], ...forms: readonly RegExp[]): string | null {
  let found: string | null = null;
  for (const node of nodes)
    visit(node, "link", ({ url }) => {
      if (found === null && url.length <= 500 && forms.every((form) => form.test(url)) && URL.canParse(url))
        found = url;
    });
  return found;
}
