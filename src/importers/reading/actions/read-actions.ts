import type { List, ListItem, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { flat } from "../timeline/row.js";
import { type ActionState, type ActionType, isNothing, stateOf, typeOf } from "./action-words.js";
import { labelsOf } from "./labels.js";
import type { ActionsRead } from "./read-action.js";
import { isOrder, stateInSentence } from "./state-in-sentence.js";
import { tableActions } from "./table-actions.js";
import { trackerIn } from "./trackers.js";

/**
 * Reads the action items of a section: tables (Action Item | Type | Owner | Bug), task lists, bullets with "(owner: alice)", `@alice`,
 * "DONE", "due 2021-07-01" and links to trackers. An item with a list below it is one action, the list its details. Nothing is made
 * up: an unticked box and "TODO" mean `proposed`.
 */
export function readActions(nodes: readonly RootContent[]): ActionsRead {
  const read: ActionsRead = { actions: [], unread: [] };
  let under = NO_LABEL;
  for (const node of nodes) {
    if (node.type === "heading") under = labelIn(textOf(node)) ?? NO_LABEL;
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

/** The type and state that a heading or a label gives the items below it. */
interface Label {
  type: ActionType | null;
  state: ActionState | null;
}
const NO_LABEL: Label = { type: null, state: null };

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

function readItem(item: ListItem, under: Label, read: ActionsRead, before = ""): void {
  const lists = item.children.filter((child): child is List => child.type === "list");
  const head = item.children.filter((child) => child.type !== "list");
  const source = flat(head.map((child) => textOf(child)).join(" "));
  const below = lists.flatMap((list) => list.children);
  const label = below.length > 0 && item.checked == null ? labelIn(source) : undefined;
  if (label || source === "" || (below.length > 0 && item.checked == null && isCategory(source, head))) {
    if (!label && source !== "") read.unread.push(source);
    const inner = { type: label?.type ?? under.type, state: label?.state ?? under.state };
    for (const child of below) readItem(child, inner, read);
    return;
  }
  const tasks = below.filter(({ checked }) => checked != null);
  for (const task of tasks) readItem(task, under, read, source.endsWith(":") ? `${source} ` : "");
  // A heading of tasks is none itself.
  if (tasks.length > 0 && item.checked == null && source.endsWith(":")) return;
  if (isNothing(source) || isNoAction(source, item)) {
    if (!isNothing(source)) read.unread.push(source);
    return;
  }
  const details = below.filter(({ checked }) => checked == null).map(textWithDetails);
  const tracker = trackerIn(head);
  const labels = labelsOf(tracker === null ? source : withoutLink(source, tracker.text));
  const isAssigned = labels.owner !== null || labels.due !== null;
  const stated = labels.state ?? under.state ?? stateInSentence(labels.title, isAssigned);
  const box = item.checked == null ? null : item.checked ? "done" : "proposed";
  // An empty box beside "Completed" leaves open which of the two is right.
  const isContradictory = box === "proposed" && stated === "done";
  const state = box === "done" ? box : isContradictory ? null : (stated ?? box);
  const title = withDetails(before + labels.title, details);
  read.actions.push({ ...labels, title, state, tracker: tracker?.url ?? null, type: under.type, source });
}

/** In words: a longer text in front of a list is an action itself. */
const MAX_WORDS_OF_CATEGORY = 3;

/** Whether an item only names what the items below it have in common, as "Monitoring:" does. */
function isCategory(source: string, head: readonly RootContent[]): boolean {
  if (isOrder(source)) return false;
  const isBold = head.every(
    (node) => node.type === "paragraph" && node.children.every(({ type }) => type === "strong"),
  );
  return isBold || (source.endsWith(":") && source.split(" ").length <= MAX_WORDS_OF_CATEGORY);
}

/** A sentence about the incident among the actions: nobody could do it. */
const STATEMENT = /^(?:it|there|this|that|they|he|she|nobody|no one|everybody|everyone|thanks)\b/i;
const NO_ACTIONS =
  /^(?:no|there are no|there were no) (?:further |open |other |additional )?(?:actions?|action items?|follow[- ]?ups?|tasks?|next steps)\b|^nothing (?:to do|further|else|needed|planned)|^none (?:needed|required|identified|planned|yet|at this (?:time|point))|^the following\b.*:$/i;

function isNoAction(source: string, item: ListItem): boolean {
  if (item.checked != null || trackerIn(item.children) !== null) return false;
  return (
    NO_ACTIONS.test(source) ||
    (STATEMENT.test(source) && !/\b(?:should|must|needs?|will|to be|has been|have been)\b/i.test(source))
  );
}

/** The text of an item with those below it, on one line. */
function textWithDetails(item: ListItem): string {
  const below = item.children
    .filter((child): child is List => child.type === "list")
    .flatMap(({ children }) => children);
  const own = flat(
    item.children
      .filter((child) => child.type !== "list")
      .map((child) => textOf(child))
      .join(" "),
  );
  return below.length === 0 ? own : `${own.replace(/:$/, "")} (${below.map(textWithDetails).join("; ")})`;
}

function withDetails(title: string, details: readonly string[]): string {
  return details.length === 0 ? title : `${title.replace(/[:.]$/, "")}: ${details.join("; ")}`;
}

/** A text without the link to its tracker at its end: the tracker has a field of its own. */
function withoutLink(text: string, link: string): string {
  for (const end of [`(${link})`, `[${link}]`, link])
    if (link !== "" && text.endsWith(end)) return text.slice(0, -end.length).replace(/[\s:–—-]{0,9}$/, "") || text;
  return text;
}
