import { formats } from "../../../model/formats.js";
import type { Account, Action } from "../../../model/schema-types.js";
import type { ImportedAction } from "../../importer.js";
import { actionType } from "./action-type.js";
import { type CollectionNames, idOf, type MissingNames } from "./collection-names.js";
import { statement } from "./statement.js";

/**
 * An action as a draft has it. Its owner is left out where the collection has a list of owners without that one.
 * @param missing receives such an owner
 * @param offers receives the comment about it
 */
export function draftAction(
  action: ImportedAction,
  id: string,
  account: Account,
  { config }: CollectionNames,
  missing: MissingNames,
  offers: string[],
) {
  const title = statement(action.title)?.text ?? "Untitled";
  const owners = account === "own" ? config.owners : undefined;
  const owner = action.owner === null ? undefined : statement(idOf(action.owner, owners) ?? "", 120)?.text;
  if (action.owner !== null && owner === undefined) {
    missing.owners.push(action.owner);
    offers.push(`The owner of ${id} in the document: ${action.owner}`);
  }
  const isUrl = action.tracker !== null && formats["inquest-url"]?.(action.tracker) === true;
  return {
    id,
    title,
    type: action.type ?? actionType(title),
    state: stateOf(action.state, account),
    ...(owner === undefined ? {} : { owner }),
    ...(action.due === null ? {} : { due: action.due }),
    ...(isUrl ? { tracker: action.tracker } : {}),
  };
}

function stateOf(state: ImportedAction["state"], account: Account): Action["state"] {
  if (account === "own") return state ?? "proposed";
  if (state === "dropped") return "dropped";
  return state === "done" ? "reported-done" : "reported";
}
