import type { ActionRow, ActionState, Completion, TypeFollowThrough } from "../../../measure/action-follow-through.js";
import { MIN_N_FOR_MEDIAN } from "../../../measure/quartiles.js";
import { isLocalId, type Kind } from "../../../model/kinds.js";
import type { Range } from "../../../model/values/range.js";
import { thousands } from "../../kit/formats/format-duration.js";
import type { PageKind } from "../../shared/page-kind.js";
import { PER_PAGE } from "../../shared/paging.js";
import type { Site } from "../../shared/site-model.js";
import { uncountedWords } from "../../shared/uncounted-documents.js";
import { ACTION_TYPE, ADDRESSED } from "../../shared/words.js";
import { DUE_PATH, statePath } from "./action-paths.js";
import { ACTION_LIST } from "./action-words.js";
import { calendarFiles, nextView } from "./next-view.js";
import { type OwnerTable, ownerTable } from "./owners.js";

/** `/actions/`: what was to be done, by whom and about what, and what became of it. */
export const actionsPages: PageKind = {
  template: "actions/actions",
  folder: "actions",
  pages: (site) => [
    {
      path: "actions/index.html",
      title: "Actions",
      description: "What follows from incidents: open, overdue and done, by owner and by what it addresses.",
      section: "actions",
      model: actionsModel(site),
      files: calendarFiles(site),
    },
  ],
};

function actionsModel(site: Site) {
  const { rows, own, thirdParty, completion, types } = site.measures.actionFollowThrough;
  const counted = rows.filter((row) => row.counted);
  const uncounted = rows.filter((row) => !row.counted);
  return {
    next: nextView(site),
    duePath: rows.some(({ account, pending }) => account === "own" && pending) ? DUE_PATH : null,
    total: counted.length,
    documents: new Set(counted.map(({ document }) => document)).size,
    doneTitle: own.total === 0 ? "Reported done" : "Done",
    uncounted: uncounted.length,
    uncountedOne: uncounted.length === 1,
    uncountedWords: uncountedWords(site, uncounted),
    own: ownModel(site, completion, types),
    thirdParty:
      thirdParty.total === 0
        ? null
        : {
            total: thirdParty.total,
            all: own.total === 0,
            reported: linkIfAny(thirdParty.states.reported, "reported"),
            reportedDone: linkIfAny(thirdParty.states["reported-done"], "reported-done"),
          },
    addressed: addressedRows(counted),
    purposes: types.map(({ action, own: ours, thirdParty: theirs }) => ({
      title: ACTION_TYPE[action].title,
      text: ACTION_TYPE[action].text,
      purpose: action,
      total: ours.total + theirs.total,
      done: ours.states.done + theirs.states["reported-done"],
    })),
  };
}

interface StateLink {
  title: string;
  n: number;
  path: string | null;
}

/** The count of a state, which leads to the list of them. */
function linkIfAny(n: number, state: ActionState | "overdue"): StateLink {
  return { title: ACTION_LIST[state].title, n, path: n === 0 ? null : statePath(state) };
}

interface OwnModel {
  overdue: StateLink;
  committed: StateLink;
  proposed: StateLink;
  done: StateLink;
  dropped: StateLink;
  owners: OwnerTable;
  minMedian: number;
  completions: CompletionRow[];
}

/** Progress of the committed actions of one purpose. Days count from the incident. */
interface CompletionRow {
  title: string;
  committed: number;
  done: number;
  medianDays: string | null;
  oldestOpenDays: string | null;
}

/** Of all own documents: who has to do something about a near-miss or a drill finds it here too. */
function ownModel(site: Site, completion: Completion, types: readonly TypeFollowThrough[]): OwnModel | null {
  const rows = site.measures.actionFollowThrough.rows.filter(({ account }) => account === "own");
  if (rows.length === 0) return null;
  const of = (state: ActionState) => linkIfAny(rows.filter(({ action }) => action.state === state).length, state);
  const days = (range: Range | null | undefined) => (range ? thousands(Math.round(range.from)) : null);
  const row = (title: string, { committed, done, daysToDone, openDays }: Completion): CompletionRow[] =>
    committed === 0
      ? []
      : [{ title, committed, done, medianDays: days(daysToDone?.median), oldestOpenDays: days(openDays?.most) }];
  return {
    overdue: linkIfAny(rows.filter(({ overdue }) => overdue).length, "overdue"),
    committed: of("committed"),
    proposed: of("proposed"),
    done: of("done"),
    dropped: of("dropped"),
    owners: ownerTable(site, site.measures.actionFollowThrough.rows, PER_PAGE),
    minMedian: MIN_N_FOR_MEDIAN,
    completions: [
      ...types.flatMap(({ action, completion: of }) => row(ACTION_TYPE[action].title, of)),
      ...row("All", completion),
    ],
  };
}

interface AddressedRow {
  title: string;
  /** The type of what they address; null for those that address nothing. */
  type: string | null;
  /** Distinct things of the type. */
  entries: number | null;
  total: number;
  done: number;
}

/** What actions of published incidents address, by its type. One action may address several. */
function addressedRows(counted: readonly ActionRow[]): AddressedRow[] {
  const row = (title: string, type: string | null, of: readonly ActionRow[], entries: number | null): AddressedRow[] =>
    of.length === 0
      ? []
      : [{ title, type, entries, total: of.length, done: of.filter(({ action }) => isDone(action.state)).length }];
  return [
    ...[...ADDRESSED].flatMap(([type, plural]) => {
      const named = ({ document, action }: ActionRow) =>
        (action.addresses ?? []).filter((one) => one.startsWith(`${type}:`)).map((one) => keyOf(document, type, one));
      const of = counted.filter((one) => named(one).length > 0);
      return row(plural, type, of, new Set(of.flatMap(named)).size);
    }),
    ...row(
      "Nothing by name",
      null,
      counted.filter(({ action }) => (action.addresses ?? []).length === 0),
      null,
    ),
  ];
}

/** Local ids are unique only within their document. */
function keyOf(document: string, type: string, reference: string): string {
  return isLocalId(type as Kind, reference.slice(type.length + 1)) ? `${document} ${reference}` : reference;
}

function isDone(state: ActionState): boolean {
  return state === "done" || state === "reported-done";
}
