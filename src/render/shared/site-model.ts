import { type Body, type Drill, dayOfId, type Postmortem } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import { edgesTo, type GraphNode, type NodeRef } from "../../model/graph.js";
import { isWithheld, type NodeKind, WITHHELD } from "../../model/kinds.js";
import type { FailureClass, Objective, Service } from "../../model/schema-types.js";
import type { ImageTarget } from "../kit/markdown/link-targets.js";
import { hubsOf } from "./hubs.js";
import { entryAnchor, hasPage, nodePath, pagePath } from "./paths.js";
import type { SiteInput } from "./site-input.js";

/** The input of the site with look-ups that pages share. What a page shows is computed by the page. */
export interface Site extends SiteInput {
  /** Postmortems, the newest first, the undated and then the archived last. */
  newestFirst: readonly Postmortem[];
  postmortems: ReadonlyMap<string, Postmortem>;
  drills: ReadonlyMap<string, Drill>;
  classes: ReadonlyMap<string, FailureClass>;
  objectives: ReadonlyMap<string, Objective>;
  services: ReadonlyMap<string, Service>;
  /** Which lists there are. */
  hubs: ReturnType<typeof hubsOf>;
  /** The page of a file of the collection, or the file of the site that it is published as. */
  pageOfFile: (file: string) => string | undefined;
  /** The body of a document, by its file. */
  bodyOfFile: (file: string) => Body | undefined;
  /** The picture that a file of the collection is published as. */
  imageOfFile: (file: string) => ImageTarget | undefined;
}

/** A node as pages show it: its title, and its page if it has one. */
export interface NodeLink {
  title: string;
  path: string | null;
}

/** Prepares the look-ups that page builders share. */
export function siteModel(input: SiteInput): Site {
  const { postmortems, drills, catalogs } = input.graph.collection;
  const files = new Map([
    ...postmortems.map((one): [string, string] => [one.source.path, pagePath(`incident:${one.id}`) ?? ""]),
    ...drills.map((one): [string, string] => [one.source.path, pagePath(`drill:${one.id}`) ?? ""]),
  ]);
  const bodies = new Map([...postmortems, ...drills].map((one) => [one.source.path, one]));
  return {
    ...input,
    hubs: hubsOf(input),
    // URLs are resolved against a folder only if it ends in a slash.
    baseUrl: input.baseUrl?.replace(/\/*$/, "/") ?? null,
    newestFirst: [...postmortems].sort(compareNewest),
    postmortems: byId(postmortems),
    drills: byId(drills),
    classes: byId(catalogs.classes),
    objectives: byId(catalogs.objectives),
    services: byId(catalogs.services),
    pageOfFile: (file) => files.get(file) ?? attachmentPath(input, file),
    bodyOfFile: (file) => bodies.get(file)?.body,
    imageOfFile: (file) => {
      const [path, picture] = [attachmentPath(input, file), input.attachments.get(file)?.picture];
      return path && picture ? { path, ...picture } : undefined;
    },
  };
}

/** The address of an attachment from the root of the site, as it stands in links. */
function attachmentPath({ attachments }: SiteInput, file: string): string | undefined {
  const path = attachments.get(file)?.path;
  return path === undefined ? undefined : encodeURI(path);
}

/** The link to a node. One that does not exist, as in drafts, is shown by its id as unresolved; a withheld one as withheld. */
export function linkTo(site: Site, type: NodeKind, id: string): NodeLink {
  const ref: NodeRef = `${type}:${id}`;
  const node: GraphNode | undefined = site.graph.nodes.get(ref);
  return node === undefined
    ? { title: isWithheld(id) ? WITHHELD : unresolved(id), path: null }
    : { title: node.title, path: nodePath(site.graph, ref) };
}

/** The entries of a catalog that have a page of their own. */
export function entriesWithPage<T extends { id: string }>(site: Site, kind: NodeKind, entries: readonly T[]): T[] {
  return entries.filter(({ id }) => hasPage(site.graph, `${kind}:${id}`));
}

/** An entry on the list of its catalog: it has an anchor there, and a page or not. */
export interface ListedEntry extends NodeLink {
  anchor: string;
  hasPage: boolean;
  /** The documents that refer to an entry without a page. */
  referredBy: NodeLink[];
}

export function listedEntry(site: Site, kind: NodeKind, id: string): ListedEntry {
  const ref: NodeRef = `${kind}:${id}`;
  const anchor = entryAnchor(ref);
  if (hasPage(site.graph, ref)) return { ...linkTo(site, kind, id), anchor, hasPage: true, referredBy: [] };
  return { ...linkTo(site, kind, id), anchor, hasPage: false, referredBy: referringDocuments(site, ref) };
}

function referringDocuments(site: Site, ref: NodeRef): NodeLink[] {
  const documents = new Set(
    edgesTo(site.graph, ref).flatMap(({ from }) => /^(?:incident|drill):[^#]+$/.exec(from) ?? []),
  );
  return [...documents].flatMap((document) => {
    const node = site.graph.nodes.get(document as NodeRef);
    return node === undefined ? [] : [{ title: node.title, path: nodePath(site.graph, node.ref) }];
  });
}

/** What stands for a reference that leads nowhere, in drafts and in sites that are built in spite of errors. */
export function unresolved(id: string): string {
  return `${id} (unresolved)`;
}

/** Archived ones come last. */
function compareNewest(a: Postmortem, b: Postmortem): number {
  return (
    isArchived(a) - isArchived(b) || compareText(dayOfId(b.id) ?? "", dayOfId(a.id) ?? "") || compareText(a.id, b.id)
  );
}

function isArchived({ data }: Postmortem): number {
  return Number(data.status === "archived");
}

function byId<T extends { id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
