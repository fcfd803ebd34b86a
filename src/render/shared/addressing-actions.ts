import type { AnyDocument } from "../../model/collection.js";
import { edgesTo, type NodeRef } from "../../model/graph.js";
import { documentKind } from "../../model/kinds.js";
import type { Action } from "../../model/schema-types.js";
import { isOpen } from "./document-actions.js";
import { memoBySite } from "./memo-by-site.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";
import { ACTION_STATE } from "./words.js";

/** An action as the page of what it addresses shows it, with the document that it follows from. */
export interface AddressingAction {
  title: string;
  words: string;
  open: boolean;
  document: NodeLink;
}

/** The actions that address a node, open ones first. Dropped actions are left out, and so are those of the node itself. */
export function addressing(site: Site, ref: NodeRef): AddressingAction[] {
  const found = edgesTo(site.graph, ref, "addresses").flatMap((edge): AddressingAction[] => {
    const node = site.graph.nodes.get(edge.from);
    if (node?.type !== "action" || node.document === null || node.document === ref) return [];
    const id = node.document.slice(node.document.indexOf(":") + 1);
    const document = site.postmortems.get(id) ?? site.drills.get(id);
    const action = document?.data.actions?.find((one) => one.id === node.id);
    if (document === undefined || action === undefined || action.state === "dropped") return [];
    return [entryOf(site, document, action)];
  });
  return [...found.filter((action) => action.open), ...found.filter((action) => !action.open)];
}

/** The open actions of the incidents whose fault a service had, and of the drills that it took part in, the newest first. */
export function openActionsOfService(site: Site, service: string): AddressingAction[] {
  return (documentsByService(site, "").get(service) ?? []).flatMap((document) =>
    (document.data.actions ?? []).filter(isOpen).map((action) => entryOf(site, document, action)),
  );
}

const documentsByService = memoBySite((site) => {
  const found = new Map<string, AnyDocument[]>();
  const add = (services: Iterable<string>, document: AnyDocument) => {
    for (const service of new Set(services))
      found
        .set(service, found.get(service) ?? [])
        .get(service)
        ?.push(document);
  };
  for (const incident of site.newestFirst) {
    const { status, services = [] } = incident.data;
    if (status === "archived") continue;
    add(
      services.flatMap(({ service, role }) => (role === "origin" ? service : [])),
      incident,
    );
  }
  for (const drill of [...site.drills.values()].reverse()) add(drill.data.services ?? [], drill);
  return found;
});

function entryOf(site: Site, document: AnyDocument, action: Action): AddressingAction {
  const link = linkTo(site, documentKind(document), document.id);
  const path = link.path && `${link.path}#action-${action.id}`;
  return { title: action.title, words: ACTION_STATE[action.state], open: isOpen(action), document: { ...link, path } };
}
