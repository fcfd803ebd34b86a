import type { List, ListItem, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { flat } from "../timeline/row.js";
import { type ActionState, type ActionType, isNothing, stateOf, typeOf } from "./action-words.js";
import { labelsOf } from "./labels.js";
import type { ActionsRead } from "./read-action.js";
import { tableActions } from "./table-actions.js";
import { trackerIn } from "./trackers.js";

/**
 * Reads the action items of a section: tables (Action Item | Type | Owner | Bug), task lists, bullets with "(owner: alice)", `@alice`,
 * "DONE", "due 2021-07-01" and links to trackers. Nothing is made up: an unticked box and "TODO" say `proposed`, no more.
 */
export function readActions(nodes: readonly RootContent[]): ActionsRead {
  const read: ActionsRead = { actions: [], unread: [] };
  let under = NOTHING;
  for (const node of nodes) {
    if (node.type === "heading") under = labelIn(textOf(node)) ?? NOTHING;
    else if (node.type === "table") add(read, tableActions(node));
    else if (node.type === "list") for (const item of node.children) readItem(item, under, read);
    else if (node.type === "blockquote") add(read, readActions(node.children));
    else if (node.type !== "html" && node.type !== "thematicBreak" && node.type !== "definition") {
      const text = flat(textOf(node));
      const label = labelIn(text);
      if (label) under = label;
      else if (!isNothing(text)) read.unread.push(text);
    }
  }
  return read;
}

/** What a heading or a label says of the items below it. */
interface Label {
  type: ActionType | null;
  state: ActionState | null;
}
const NOTHING: Label = { type: null, state: null };

/** "Prevention", "Done:", "In progress (next 2 weeks):". */
function labelIn(text: string): Label | undefined {
  const plain = text.slice(0, 80).replace(/\([^()]{0,60}\)/g, "");
  const label = { type: typeOf(plain), state: stateOf(plain) };
  return label.type !== null || label.state !== null ? label : undefined;
}

function add(read: ActionsRead, more: ActionsRead): void {
  read.actions.push(...more.actions);
  read.unread.push(...more.unread);
}

function readItem(item: ListItem, under: Label, read: ActionsRead): void {
  const lists = item.children.filter((child): child is List => child.type === "list");
  const head = item.children.filter((child) => child.type !== "list");
  const source = flat(head.map((child) => textOf(child)).join(" "));
  const below = lists.flatMap((list) => list.children);
  const label = below.length > 0 && item.checked == null ? labelIn(source) : undefined;
  if (label || source === "" || (below.length > 0 && item.checked == null && source.endsWith(":"))) {
    if (!label && source !== "") read.unread.push(source);
    const inner = { type: label?.type ?? under.type, state: label?.state ?? under.state };
    for (const child of below) readItem(child, inner, read);
    return;
  }
  for (const child of below) {
    if (child.checked == null) read.unread.push(flat(textOf(child)));
    else readItem(child, under, read);
  }
  if (isNothing(source)) return;
  const tracker = trackerIn(head);
  const said = labelsOf(tracker === null ? source : withoutLink(source, tracker.text));
  const box = item.checked == null ? null : item.checked ? "done" : "proposed";
  // An empty box under "Completed" leaves open which of the two is right.
  const isTorn = box === "proposed" && (said.state ?? under.state) === "done";
  const state = box === "done" ? box : isTorn ? null : (said.state ?? under.state ?? box);
  read.actions.push({ ...said, state, tracker: tracker?.url ?? null, type: under.type, source });
}

/** A text without the link to its tracker at its end: the tracker has a field of its own. */
function withoutLink(text: string, link: string): string {
  for (const end of [`(${link})`, `[${link}]`, link])
    if (link !== "" && text.endsWith(end)) return text.slice(0, -end.length).replace(/[\s:–—-]{0,9}$/, "") || text;
  return text;
}
