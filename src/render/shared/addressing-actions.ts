import { edgesTo, type NodeRef } from "../../model/graph.js";
import { isOpen } from "./document-actions.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";
import { ACTION_STATE } from "./words.js";

/** An action that addresses a catalog entry, with the document that it follows from. */
export interface AddressingAction {
  title: string;
  words: string;
  open: boolean;
  document: NodeLink;
}

/** The actions that address a node, open ones first. Dropped actions are left out. */
export function addressing(site: Site, ref: NodeRef): AddressingAction[] {
  const found = edgesTo(site.graph, ref, "addresses").flatMap((edge): AddressingAction[] => {
    const node = site.graph.nodes.get(edge.from);
    if (node?.type !== "action" || node.document === null) return [];
    const colon = node.document.indexOf(":");
    const [type, id] = [node.document.slice(0, colon), node.document.slice(colon + 1)];
    const data = (site.postmortems.get(id) ?? site.drills.get(id))?.data;
    const action = data?.actions?.find((one) => one.id === node.id);
    if (action === undefined || action.state === "dropped") return [];
    const link = linkTo(site, type === "drill" ? "drill" : "incident", id);
    const path = link.path && `${link.path}#action-${action.id}`;
    return [
      { title: action.title, words: ACTION_STATE[action.state], open: isOpen(action), document: { ...link, path } },
    ];
  });
  return [...found.filter((action) => action.open), ...found.filter((action) => !action.open)];
}
