import type { Edit } from "../model/diagnostic.js";
import type { Place } from "../model/place.js";
import type { Action } from "../model/schema-types.js";
import { type ParsedFile, parseFrontMatter } from "../parse/parse-file.js";
import { applyEdits } from "./apply-edits.js";
import { isSame } from "./is-same.js";

/** An issue as a tracker exports it. */
export interface TrackerIssue {
  /** Its address, its key (`POL-812`), or both; at least one of them is there. */
  url: string | null;
  key: string | null;
  /** Null while it is open. */
  closed: Closed | null;
}

/** How an issue was closed. */
interface Closed {
  /** Null where the tracker does not say whether the work was done. */
  as: "done" | "dropped" | null;
  /** `YYYY-MM-DD`, in UTC where the tracker gives an instant; null where it gives no day that can be read. */
  on: string | null;
}

type Synced = "done" | "dropped" | "committed";

/** An action whose state is not that of its tracker. */
export interface Difference {
  file: ParsedFile;
  action: TrackedAction;
  /** The line that its id stands in. */
  line: number;
  /** `committed`, or `done, without a day`. */
  here: string;
  /** `done on 2026-07-10` */
  there: string;
  /** What to write; null where the tracker does not say enough. */
  change: { state: Synced; done_on: string | null } | null;
}

/** What an action is known by, whatever else is right or wrong with it. */
type TrackedAction = Pick<Action, "id" | "title" | "state"> & { tracker?: unknown; done_on?: unknown };

export interface Comparison {
  differences: Difference[];
  /** How many actions were compared, have no tracker, and have one that is not in the export. */
  compared: number;
  untracked: number;
  absent: number;
}

/**
 * Compares the actions of own postmortems and drills with their trackers.
 * @param files all files of the collection
 * @param account whose incidents documents are about that do not say it
 */
export function compareActions(
  files: readonly ParsedFile[],
  account: "own" | "third-party",
  issues: readonly TrackerIssue[],
): Comparison {
  const byAddress = new Map(issues.flatMap((issue) => (issue.url === null ? [] : [[addressKey(issue.url), issue]])));
  const byKey = new Map(issues.flatMap((issue) => (issue.key === null ? [] : [[issue.key.toUpperCase(), issue]])));
  const result: Comparison = { differences: [], compared: 0, untracked: 0, absent: 0 };
  for (const file of files) {
    if (file.file.role !== "postmortem" && file.file.role !== "drill") continue;
    const data = file.data as { account?: unknown; actions?: unknown } | null | undefined;
    if ((data?.account ?? account) === "third-party") continue;
    for (const action of actionsIn(data?.actions)) {
      if (typeof action.tracker !== "string") {
        result.untracked++;
        continue;
      }
      const issue = byAddress.get(addressKey(action.tracker)) ?? byKey.get(keyAtEnd(action.tracker) ?? "");
      if (issue === undefined) {
        result.absent++;
        continue;
      }
      result.compared++;
      const difference = differenceOf(action, issue);
      const { line } = file.places.key(action, "id");
      if (difference) result.differences.push({ file, action, line, ...difference });
    }
  }
  return result;
}

function actionsIn(list: unknown): TrackedAction[] {
  if (!Array.isArray(list)) return [];
  return (list as Partial<TrackedAction>[]).filter(
    (one): one is TrackedAction =>
      typeof one?.id === "string" && typeof one.title === "string" && typeof one.state === "string",
  );
}

/** An address without what does not tell issues apart: case of the host, scheme, `www.`, query, fragment, slash at the end. */
function addressKey(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  // The trackers that name an issue in the query have no path that ends in its number or key.
  const isNamedByPath = /\d\/*$/.test(pathname);
  // GitLab has two addresses for an issue, and GitHub does not tell upper from lower case.
  const path = pathname
    .replace(/\/+$/, "")
    .replace(/\/(?:-\/)?(?:issues|work_items)\/(?=\d+$)/, "/issues/")
    .toLowerCase();
  return host.replace(/^www\./, "") + path + (isNamedByPath ? "" : search);
}

/** The key of an issue at the end of an address: `POL-812`. */
function keyAtEnd(url: string): string | undefined {
  return /[/=]([A-Z][A-Z0-9_]*-\d+)\/*(?:[?#].*)?$/i.exec(url)?.[1]?.toUpperCase();
}

function differenceOf(
  { state, done_on }: TrackedAction,
  { closed }: TrackerIssue,
): Pick<Difference, "here" | "there" | "change"> | null {
  const ended = state === "done" || state === "dropped";
  if (closed === null)
    return ended ? { here: state, there: "open", change: { state: "committed", done_on: null } } : null;
  // A tracker that does not say how it was closed does not contradict "dropped".
  const as = closed.as ?? (state === "dropped" ? "dropped" : "done");
  if (as === "dropped")
    return state === "dropped" ? null : { here: state, there: as, change: { state: as, done_on: null } };
  if (state === "done" && (done_on !== undefined || closed.on === null)) return null;
  return {
    here: state === "done" ? "done, without a day" : state,
    there: closed.on === null ? "done, on no day that can be read" : `done on ${closed.on}`,
    change: closed.on === null ? null : { state: as, done_on: closed.on },
  };
}

/**
 * Writes the states of trackers into the actions of a file. Comments, order and the rest of the text stay as they are.
 * @param differences those of this file
 * @returns the new text, and what could not be changed
 */
export function updateActions(
  file: ParsedFile,
  differences: readonly Difference[],
): { text: string; left: Difference[] } {
  const fields = file.data as { actions: TrackedAction[] };
  const edits: Edit[][] = [];
  const updated = new Map<TrackedAction, TrackedAction>();
  const textWith = (groups: readonly (readonly Edit[])[]) => applyEdits(file.source.text, [groups.flat()]).text;
  const left = differences.filter((difference) => {
    const { action, change } = difference;
    const group = change && editsOf(file, action, change);
    if (!group) return true;
    const { done_on: _, ...rest } = action;
    const after = { ...rest, state: change.state, ...(change.done_on === null ? {} : { done_on: change.done_on }) };
    // Whatever the form of the file, nothing but this action may have changed.
    const expected = {
      ...fields,
      actions: fields.actions.map((one) => (one === action ? after : (updated.get(one) ?? one))),
    };
    const text = textWith([...edits, group]);
    if (!isSame(parseFrontMatter(file.path, Buffer.from(text)), expected)) return true;
    edits.push(group);
    updated.set(action, after);
    return false;
  });
  return { text: textWith(edits), left };
}

function editsOf(
  { places, source }: ParsedFile,
  action: TrackedAction,
  { state, done_on }: NonNullable<Difference["change"]>,
): Edit[] | null {
  const stateAt = places.value(action, "state");
  const whole = places.whole(action);
  const inBraces = source.text[source.offset(whole.line, whole.column)] === "{";
  const edits = action.state === state ? [] : [source.replace(stateAt, state)];
  if (action.done_on !== undefined) {
    const day = places.value(action, "done_on");
    if (done_on !== null) return [...edits, source.replace(day, done_on)];
    const key = places.key(action, "done_on");
    const removed = inBraces
      ? withoutInBraces(source.text, source.offset(key.line, key.column), endOf(day))
      : ownLine(key, day);
    return removed && [...edits, removed];
  }
  if (done_on === null) return edits;
  if (inBraces) {
    const end = endOf(stateAt);
    return [...edits, { start: end, end, text: `, done_on: ${done_on}` }];
  }
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const below = source.lineStart(stateAt.endLine + 1);
  const indent = " ".repeat(places.key(action, "state").column - 1);
  return [...edits, { start: below, end: below, text: `${indent}done_on: ${done_on}${eol}` }];

  function endOf(place: Place): number {
    return source.offset(place.endLine, place.endColumn);
  }

  /** Removes the line of a field; a comment behind the field stays, in a line of its own. */
  function ownLine(key: Place, value: Place): Edit | null {
    const start = source.lineStart(key.line);
    const before = source.text.slice(start, source.offset(key.line, key.column));
    if (before.trim() !== "") return null;
    const end = endOf(value);
    const next = source.lineStart(value.endLine + 1);
    const rest = source.text.slice(end, next);
    if (rest.trim() === "") return { start, end: next, text: "" };
    return { start: start + before.length, end: end + (rest.length - rest.trimStart().length), text: "" };
  }
}

/** Removes a field of a map in braces with the comma before it, or behind it where it is the first. */
function withoutInBraces(text: string, start: number, end: number): Edit | null {
  const before = text.slice(0, start).trimEnd();
  if (before.endsWith(",")) return { start: before.length - 1, end, text: "" };
  const behind = /^\s*,[ \t]*/.exec(text.slice(end, end + 1000))?.[0];
  return before.endsWith("{") && behind !== undefined ? { start, end: end + behind.length, text: "" } : null;
}
