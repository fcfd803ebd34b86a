import type { Root } from "mdast";
import type { Catalogs } from "../../src/model/catalogs.js";
import { type Collection, type Drill, emptyCatalogs, type Postmortem } from "../../src/model/collection.js";
import type { Graph, GraphNode, NodeRef } from "../../src/model/graph.js";
import type { NodeKind } from "../../src/model/kinds.js";
import type { Places } from "../../src/model/places.js";
import type { ConfigData, DrillData, PostmortemData } from "../../src/model/schema-types.js";
import { Source } from "../../src/model/source.js";
import { parseMarkdown } from "../../src/parse/markdown.js";

const NOWHERE = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const places: Places = {
  has: () => false,
  value: () => NOWHERE,
  key: () => NOWHERE,
  of: () => NOWHERE,
  whole: () => NOWHERE,
};

/** A published incident with nothing but what is given. */
export function incident(id: string, data: Partial<PostmortemData> = {}, markdown = ""): Postmortem {
  const source = new Source(`incidents/${id}.md`, markdown);
  const { body } = parseMarkdown(source, 0);
  const all: PostmortemData = {
    schema: 1,
    title: `What happened in ${id}`,
    kind: "incident",
    status: "published",
    ...data,
  };
  return { type: "postmortem", id, data: all, body, source, places };
}

/** A published drill with nothing but what is given. */
export function drill(id: string, data: Partial<DrillData> = {}): Drill {
  const tree: Root = { type: "root", children: [] };
  const source = new Source(`drills/${id}.md`, "");
  const body = { tree, text: "", headings: [], sections: [], links: [], containerFaults: [] };
  return {
    type: "drill",
    id,
    data: { schema: 1, title: `Drill ${id}`, status: "published", ...data },
    body,
    source,
    places,
  };
}

/** A collection of these documents, with empty catalogs but for those given. */
export function collection(
  postmortems: readonly Postmortem[],
  {
    catalogs = {},
    config = {},
    drills = [],
  }: { catalogs?: Partial<Catalogs>; config?: Partial<ConfigData>; drills?: Drill[] } = {},
): Collection {
  return {
    config: { schema: 1, title: "Learning from failure", ...config },
    catalogs: { ...emptyCatalogs(), ...catalogs },
    postmortems: [...postmortems],
    drills,
    about: null,
  };
}

/** The collection as a graph with its catalog entries and documents but without any edge. */
export function bareGraph(of: Collection): Graph {
  const nodes = new Map<NodeRef, GraphNode>();
  const add = (type: NodeKind, id: string, title: string) => {
    const ref: NodeRef = `${type}:${id}`;
    nodes.set(ref, { ref, type, id, title, document: null });
  };
  const { catalogs } = of;
  for (const { id, title, kinds } of catalogs.classes) {
    add("class", id, title);
    for (const kind of kinds) add("kind", `${id}/${kind.id}`, kind.title);
  }
  for (const { id, title } of catalogs.objectives) add("objective", id, title);
  for (const { id, title } of catalogs.steps) add("step", id, title);
  for (const { id, title } of catalogs.invariants) add("invariant", id, title);
  for (const { id, title } of catalogs.contracts) add("contract", id, title);
  for (const { id, title } of catalogs.services) add("service", id, title);
  for (const { id, data } of of.postmortems) add("incident", id, data.title);
  for (const { id, data } of of.drills) add("drill", id, data.title);
  return { collection: of, nodes, edges: [], outgoing: new Map(), incoming: new Map() };
}
