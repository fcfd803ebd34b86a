import type { AnyDocument } from "../../model/collection.js";
import type { Action, Blank, Day } from "../../model/schema-types.js";
import { filled, isBlank } from "../../model/values/blank.js";
import { formatDay } from "../kit/formats/format-time.js";
import { blankView } from "./blank-view.js";
import { type Cite, citesOf } from "./cites.js";
import { type CustomFact, customFacts } from "./custom-facts.js";
import { addressOf } from "./document-evidence.js";
import { isThirdParty } from "./incident-row.js";
import { type ReferenceLink, referenceLink } from "./reference.js";
import { type Site, unresolved } from "./site-model.js";
import { ACTION_STATE, judgementView } from "./words.js";

/** An action with its state and what it addresses. */
export interface ActionEntry {
  id: string;
  title: string;
  type: string;
  state: Action["state"];
  words: string;
  owner: string | null;
  due: string | null;
  overdue: boolean;
  doneOn: string | null;
  tracker: { text: string; href: string | null } | null;
  addresses: ReferenceLink[];
  /** What the action left behind, and what proved it. */
  artifact: string | null;
  provenBy: ReferenceLink | null;
  judged: ReturnType<typeof judgementView>;
  custom: CustomFact[];
  cites: Cite[];
}

/** The actions of a postmortem or drill in the author's order. */
export function actionsOf(site: Site, document: AnyDocument): ActionEntry[] {
  return (document.data.actions ?? []).map((action) => ({
    id: action.id,
    title: action.title,
    type: action.type,
    state: action.state,
    words: ACTION_STATE[action.state],
    owner: actionOwner(site, document, action),
    due: dayText(action.due, "due"),
    overdue: isOverdue(site, document, action),
    doneOn: dayText(action.done_on, "done"),
    tracker: addressOf(action.tracker),
    addresses: (action.addresses ?? []).map((reference) => referenceLink(site, document, reference)),
    artifact: action.closed_by?.artifact ?? null,
    provenBy: action.closed_by?.proven_by ? referenceLink(site, document, action.closed_by.proven_by) : null,
    judged: judgementView(action.closed_by),
    custom: customFacts(site, "action", action, "fact"),
    cites: citesOf(document, action.cites),
  }));
}

/** Due dates are the owner's duty: those of third parties are never overdue here. */
function isOverdue(site: Site, document: AnyDocument, { state, due }: Action): boolean {
  const day = filled<Day>(due);
  if (day === undefined || isThirdParty(site, document)) return false;
  return (state === "proposed" || state === "committed") && day < site.now;
}

/** Whether an action is still to be done. */
export function isOpen({ state }: Action): boolean {
  return state === "proposed" || state === "committed" || state === "reported";
}

/** What an owner is called, by the list of owners. A name such as `@ana` is on no list. */
export function ownerTitle(site: Site, id: string): string {
  const owner = site.graph.collection.config.owners?.find((one) => one.id === id);
  return owner?.title ?? (id.startsWith("@") ? id : unresolved(id));
}

/** A team: its title where it is one of the owners, else its name. */
export function teamTitle(site: Site, team: string): string {
  return site.graph.collection.config.owners?.find(({ id }) => id === team)?.title ?? team;
}

/** Who does an action. In somebody else's account that is plain text. */
export function actionOwner(site: Site, document: AnyDocument | undefined, { owner }: Action): string | null {
  if (owner === undefined) return null;
  return document && isThirdParty(site, document) ? owner : ownerTitle(site, owner);
}

/** How to reach an owner; null where the list of owners does not say. */
export function ownerContact(site: Site, id: string | undefined): string | null {
  return site.graph.collection.config.owners?.find((owner) => owner.id === id)?.contact ?? null;
}

function dayText(day: Day | Blank | undefined, word: string): string | null {
  if (day === undefined) return null;
  if (!isBlank(day)) return `${word} ${formatDay(day)}`;
  const { word: blank, reason } = blankView(day);
  return `${word}: ${blank.toLowerCase()} (${reason})`;
}
