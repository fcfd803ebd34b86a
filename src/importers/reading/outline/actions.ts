import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { ImportedAction } from "../../importer.js";
import type { ActionsRead } from "../actions/read-action.js";
import { readActions } from "../actions/read-actions.js";
import { headingOf, isWithin, type Part } from "./outline.js";

const DONE = /\b(?:completed?|done|implemented|finished|already (?:made|taken|shipped))\b/i;

/** The actions of a text, and what stands among them and is none. A heading such as "Completed" says so of those below it. */
export function actionsIn(parts: readonly Part[]): { actions: ImportedAction[]; unread: string[] } {
  const announced = parts.filter(({ role }) => role === "actions");
  const outer = announced.filter((part) => !announced.some((other) => isWithin(part, other)));
  const actions: ImportedAction[] = [];
  const unread: string[] = [];
  for (const part of outer) {
    if (part.depth === 8) add(part, false);
    else
      for (const one of [part, ...innerParts(part, parts)])
        add(one, DONE.test(one.text) && !/\bto be\b|\bnot\b/i.test(one.text));
  }
  const isRead = (part: Part) => outer.some((one) => one === part || isWithin(part, one));
  for (const part of parts)
    if (part.role !== "timeline" && part.depth < 8 && !isRead(part))
      addAll(readActions(part.own.filter(isActionTable)));
  return { actions, unread };

  function add(part: Part, isDone: boolean): void {
    addAll(readActions([headingOf(part), ...part.own]), isDone);
  }

  function addAll(read: ActionsRead, isDone = false): void {
    actions.push(
      ...read.actions.map((one) => (isDone && one.state === null ? { ...one, state: "done" as const } : one)),
    );
    unread.push(...read.unread);
  }
}

/** Whether a table outside of the sections of actions says by its columns that its rows are actions. */
function isActionTable(node: RootContent): boolean {
  if (node.type !== "table") return false;
  const columns = (node.children[0]?.children ?? []).map((cell) => textOf(cell).trim());
  const isOwned = columns.some((column) => /^(?:owners?|assignees?|due(?: date)?|deadline)$/i.test(column));
  return columns.some((column) => /^action items?$/i.test(column) || (isOwned && /^actions?$/i.test(column)));
}

/** The headings and bold lines below a heading, up to the next one of its depth. */
function innerParts(outer: Part, parts: readonly Part[]): Part[] {
  const after = parts.slice(parts.indexOf(outer) + 1);
  const end = after.findIndex(({ depth }) => depth <= outer.depth);
  return after.slice(0, end < 0 ? undefined : end).filter(({ depth }) => depth < 8);
}
