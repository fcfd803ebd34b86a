import type { List, ListItem, Paragraph, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { flat } from "../timeline/row.js";
import { type ActionState, type ActionType, isNothing, stateOf, typeOf } from "./action-words.js";
import { labelsOf } from "./labels.js";
import { isNoAction, isOfDone, isOfFacts } from "./no-action.js";
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
  const [first] = nodes;
  const isProse = first?.type === "heading" && PROSE_SECTIONS.test(textOf(first));
  let under: Label = { ...NO_LABEL, isProse };
  let before: RootContent | undefined;
  for (const node of withDetailLists(nodes)) {
    readNode(node);
    before = node;
  }
  return read;

  function readNode(node: RootContent): void {
    if (node.type === "heading") under = { ...(labelIn(textOf(node)) ?? NO_LABEL), isProse };
    else if (node.type === "table") add(read, tableActions(node));
    else if (node.type === "list" && isOfFacts(before))
      read.unread.push(...node.children.map((item) => flat(textOf(item))));
    else if (node.type === "list") {
      const below = isOfDone(before) ? { ...under, state: "done" as const } : under;
      for (const item of node.children) readItem(item, below, read);
    } else if (node.type === "blockquote") add(read, readActions(node.children));
    else if (node.type !== "html" && node.type !== "thematicBreak" && node.type !== "definition") {
      const text = flat(textOf(node));
      const label = labelIn(text);
      if (label) under = { ...label, isProse };
      else if (node.type === "paragraph" && isOrderInProse(node))
        readItem({ type: "listItem", children: [node] }, under, read);
      else if (!isNothing(text)) read.unread.push(text);
    }
  }
}

/**
 * Lists that a missing indent made lists of their own become details again: a bullet list behind an item of a numbered list that goes
 * on behind it ("1. …", bullets, "2. …"), and one behind a paragraph that is an order and ends with a colon.
 */
function withDetailLists(nodes: readonly RootContent[]): RootContent[] {
  const numbered = nodes.filter((node): node is List => node.type === "list" && node.ordered === true);
  const isSplit = numbered.some(({ start }, index) => {
    const before = numbered[index - 1];
    return before !== undefined && start === (before.start ?? 1) + before.children.length;
  });
  return nodes.flatMap((node, index): RootContent[] => {
    const [before, next] = [nodes[index - 1], nodes[index + 1]];
    if (isBullets(node) && before && takesBullets(before, isSplit)) return [];
    if (!isBullets(next) || !takesBullets(node, isSplit)) return [node];
    if (node.type === "paragraph")
      return [{ type: "list", ordered: false, children: [{ type: "listItem", children: [node, next] }] }];
    if (node.type !== "list") return [node];
    const last = node.children.at(-1);
    return last
      ? [{ ...node, children: [...node.children.slice(0, -1), { ...last, children: [...last.children, next] }] }]
      : [node];
  });
}

function isBullets(node: RootContent | undefined): node is List {
  return node?.type === "list" && node.ordered !== true;
}

function takesBullets(node: RootContent, isSplit: boolean): boolean {
  if (node.type === "list") return node.ordered === true && isSplit;
  return node.type === "paragraph" && textOf(node).trim().endsWith(":") && isOrderInProse(node);
}

/** Whether a paragraph is an order, also behind a name in bold: "**Ana** Move the alert". A question is none. */
function isOrderInProse({ children }: Paragraph): boolean {
  const [first, ...rest] = children;
  const texts = first?.type === "strong" && rest.length > 0 ? [children, rest] : [children];
  return texts.some((nodes) => {
    const text = flat(nodes.map((node) => textOf(node)).join("")).replace(/^[\s:–—-]+/, "");
    return isOrder(text) && text.split(" ").length > 2 && !/^\S+ of\b|\?/i.test(text);
  });
}

/** The type and state that a heading or a label gives the items below it. */
interface Label {
  type: ActionType | null;
  state: ActionState | null;
  /** Whether they stand in a section that tells as much as it asks for: "Prevention". */
  isProse?: boolean;
}
const NO_LABEL: Label = { type: null, state: null };
const PROSE_SECTIONS = /^\W*(?:\d+[.)]?\s*)?(?:(?:future )?prevent\w*|improvements?|how |what )/i;

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
    const inner = { ...under, type: label?.type ?? under.type, state: label?.state ?? under.state };
    for (const child of below) readItem(child, inner, read);
    return;
  }
  const tasks = below.filter(({ checked }) => checked != null);
  for (const task of tasks) readItem(task, under, read, source.endsWith(":") ? `${source} ` : "");
  // A heading of tasks is none itself; its box, if any, is ticked as theirs are.
  const isAsTasks = item.checked == null || tasks.every(({ checked }) => checked === item.checked);
  if (tasks.length > 0 && isAsTasks && source.endsWith(":")) return;
  if (isNothing(source) || isNoAction(source, item, under.isProse === true)) {
    if (!isNothing(source)) read.unread.push(source);
    return;
  }
  const details = below.filter(({ checked }) => checked == null).map(textWithDetails);
  const tracker = trackerIn(head);
  const labels = labelsOf(tracker === null ? source : withoutLink(source, tracker.text));
  const isAssigned = labels.owner !== null || labels.due !== null;
  const stated = labels.state ?? under.state ?? stateInSentence([labels.title, ...details].join(" – "), isAssigned);
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

/** In words: the text of a longer link is a part of the sentence. */
const MAX_WORDS_OF_LINK = 3;

/** A text without the link to its tracker at its end: the tracker has a field of its own. */
function withoutLink(text: string, link: string): string {
  if (link.split(/\s+/).length > MAX_WORDS_OF_LINK) return text;
  for (const end of [`(${link})`, `[${link}]`, link])
    if (link !== "" && text.endsWith(end)) return text.slice(0, -end.length).replace(/[\s:–—-]{0,9}$/, "") || text;
  return text;
}
