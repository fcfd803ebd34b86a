import type { ActionRow } from "../../../measure/action-follow-through.js";
import type { NodeRef } from "../../../model/graph.js";
import type { NodeKind } from "../../../model/kinds.js";
import type { Day } from "../../../model/schema-types.js";
import { filled } from "../../../model/values/blank.js";
import { type CustomFact, customFacts } from "../../shared/custom-facts.js";
import { actionOwner } from "../../shared/document-actions.js";
import { addressOf } from "../../shared/document-evidence.js";
import { organisationsOf } from "../../shared/incident-row.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { ACTION_STATE, ACTION_TYPE } from "../../shared/words.js";

/** An action in a list anywhere on the site. */
export interface ActionEntry {
  title: string;
  purpose: string;
  state: ActionRow["action"]["state"];
  words: string;
  overdue: boolean;
  /** `YYYY-MM-DD`. */
  due: string | null;
  doneOn: string | null;
  owner: string | null;
  tracker: { text: string; href: string | null } | null;
  custom: CustomFact[];
  day: string | null;
  /** The document, at the action. */
  document: NodeLink;
  isDrill: boolean;
  organisations: readonly string[];
  addresses: NodeLink[];
  /** Whether `addresses` omits what the heading above already says. */
  addressesMore: boolean;
}

export function actionEntry(site: Site, row: ActionRow): ActionEntry {
  const { action, document, type } = row;
  const postmortem = type === "postmortem" ? site.postmortems.get(document) : undefined;
  const link = documentLink(site, row);
  return {
    title: action.title,
    purpose: ACTION_TYPE[action.type].title,
    state: action.state,
    words: ACTION_STATE[action.state],
    overdue: row.overdue,
    due: filled<Day>(action.due) ?? null,
    doneOn: filled<Day>(action.done_on) ?? null,
    owner: actionOwner(site, postmortem ?? site.drills.get(document), action),
    tracker: addressOf(action.tracker),
    custom: customFacts(site, "action", action, "column"),
    day: row.day,
    document: { title: link.title, path: link.path && `${link.path}#action-${action.id}` },
    isDrill: type === "drill",
    organisations: postmortem ? organisationsOf(site, postmortem) : [],
    addresses: (action.addresses ?? []).map((reference) => addressedLink(site, row, reference)),
    addressesMore: false,
  };
}

/** The target of a reference of an action. Local entries are named by their text, because their ids say nothing. */
function addressedLink(site: Site, row: ActionRow, reference: string): NodeLink {
  const colon = reference.indexOf(":");
  const [type, id] = [reference.slice(0, colon) as NodeKind, reference.slice(colon + 1)];
  const local: NodeRef = `${type}:${row.document}#${id}`;
  const node = site.graph.nodes.get(local);
  if (node === undefined) return linkTo(site, type, id);
  const { path } = documentLink(site, row);
  return { title: node.title, path: path && `${path}#${type}-${id}` };
}

function documentLink(site: Site, { document, type }: ActionRow): NodeLink {
  return linkTo(site, type === "drill" ? "drill" : "incident", document);
}
