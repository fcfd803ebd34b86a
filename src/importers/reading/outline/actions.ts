import type { ImportedAction } from "../../importer.js";
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
  return { actions, unread };

  function add(part: Part, isDone: boolean): void {
    const read = readActions([headingOf(part), ...part.own]);
    actions.push(
      ...read.actions.map((one) => (isDone && one.state === null ? { ...one, state: "done" as const } : one)),
    );
    unread.push(...read.unread);
  }
}

/** The headings and bold lines below a heading, up to the next one of its depth. */
function innerParts(outer: Part, parts: readonly Part[]): Part[] {
  const after = parts.slice(parts.indexOf(outer) + 1);
  const end = after.findIndex(({ depth }) => depth <= outer.depth);
  return after.slice(0, end < 0 ? undefined : end).filter(({ depth }) => depth < 8);
}
