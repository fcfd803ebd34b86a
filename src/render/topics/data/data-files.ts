import { measureShapes, type PublicMeasures, publicMeasures } from "../../../measure/measure.js";
import { EDGE_TYPES, type GraphNode } from "../../../model/graph.js";
import { NODE_KINDS } from "../../../model/kinds.js";
import { inPieces } from "../../../model/page.js";
import {
  defined,
  extendedOutput,
  list,
  oneOf,
  orNull,
  output,
  record,
  sharedFields,
  type TypeOf,
  text,
} from "../../../util/shape.js";
import { jsonPieces } from "../../kit/json-text.js";
import { dataHead, dataHeadFields, exampleHead, outputId } from "../../shared/data-output.js";
import type { FileKind } from "../../shared/file-kind.js";
import { hasPage, pagePath, schemaPath } from "../../shared/paths.js";
import { postmortemRecord, postmortemRecordShape } from "../../shared/postmortem-record.js";
import type { Site } from "../../shared/site-model.js";

/** `data/postmortems.json` */
export const postmortemsOutput = output(
  {
    path: "data/postmortems",
    id: outputId("data-postmortems"),
    title: "Postmortems",
    description: "`data/postmortems.json`: a record for each postmortem, the newest first",
    examples: [
      {
        ...exampleHead("postmortems"),
        postmortems: [
          {
            id: "2026-03-14-stale-grants",
            page: "incidents/2026-03-14-stale-grants/index.html",
            url: null,
            json: "data/incidents/2026-03-14-stale-grants.json",
            title: "Revoked grants stayed valid in one region",
            kind: "incident",
            status: "published",
            account: "own",
            date: "2026-03-14",
            published_on: "2026-03-24",
            severity: "sev2",
            organisations: ["Example"],
            services: [{ service: "sidecar", role: "origin" }],
            failure_kinds: ["consistency/stale-data-plane"],
            manifestation: null,
            pattern: null,
            answers_given: 4,
            violated_invariants: ["a-revocation-holds-within-its-ttl"],
            unclear_contracts: ["bundle-refresh-on-restart"],
            detection_delay: ["PT39M", "PT47M"],
            blind_time: ["PT39M", "PT47M"],
            breached_objectives: [],
            skipped_steps: ["restore-observability"],
            gaps: 1,
            open_gaps: 0,
            readers_gaps: 0,
            actions: 1,
            fields: { customers_affected: 1240 },
          },
        ],
      },
    ],
  },
  {
    ...dataHeadFields("postmortems"),
    postmortems: list(postmortemRecordShape, "The postmortems, the newest first and the undated last"),
  },
);

/** `data/graph.json` */
export const graphOutput = output(
  {
    path: "data/graph",
    id: outputId("data-graph"),
    title: "Graph",
    description: "`data/graph.json`: everything as nodes and edges, with the reasons that authors give",
    examples: [
      {
        ...exampleHead("graph"),
        nodes: [
          {
            ref: "contract:bundle-refresh-on-restart",
            type: "contract",
            id: "bundle-refresh-on-restart",
            title: "Bundle refresh on restart",
            document: null,
            page: "contracts/bundle-refresh-on-restart/index.html",
          },
        ],
        edges: [],
      },
    ],
  },
  {
    ...dataHeadFields("graph"),
    nodes: list(
      record("A node", {
        ref: text(
          "Its name: type and id, such as `contract:bundle-refresh-on-restart`; of an entry inside a document `missing:<document>#M1`",
        ),
        type: oneOf(NODE_KINDS, "What it is"),
        id: text("The id as authors write it; of an entry inside a document the local one"),
        title: text("Its title"),
        document: orNull(text("The document that it is an entry of, by its name; null for what stands alone")),
        page: orNull(text("Its page, from the root of the site; null where it has none")),
      }),
      "The nodes, sorted by name",
    ),
    edges: list(
      record("An edge", {
        from: text("The name of the node that it starts at"),
        to: text("The name of the node that it ends at"),
        type: oneOf(
          EDGE_TYPES,
          "Read it as a sentence: incident violates invariant; `misreads` is incident to unclear contract, `lacks` missing evidence to the document in which a value is unknown because of it",
        ),
        why: orNull(text("What the author says about it")),
        detail: orNull(text("What qualifies it: a role, a state, an outcome, a relation")),
      }),
      "The edges, sorted by their ends",
    ),
  },
);

/** `data/measures.json` */
export const measuresOutput = extendedOutput(
  {
    path: "data/measures",
    id: outputId("data-measures"),
    title: "Measures",
    description:
      "`data/measures.json`: every figure of the site, with the ids of what it counts. Figures count published incidents; near-misses and drills are kept apart",
  },
  dataHeadFields("measures"),
  defined("measures", sharedFields("The measures", measureShapes)),
);

/** `data/*.json` but for those of single documents, which are made with their pages; and the schemas of all. */
export const dataFiles: FileKind = function* (site) {
  yield* inPieces("data/postmortems.json", jsonPieces(postmortemsFile(site)));
  yield* inPieces("data/graph.json", jsonPieces(graphFile(site)));
  yield* inPieces("data/measures.json", jsonPieces(dataHead(site, "measures"), measuresOf(site)));
  for (const [name, content] of site.schemas) yield { path: schemaPath(name), content };
};

/** What a file holds, with lists whose records are made one by one. */
type Streamed<T> = { readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Iterable<Item> : T[K] };

function postmortemsFile(site: Site): Streamed<TypeOf<typeof postmortemsOutput>> {
  return {
    ...dataHead(site, "postmortems"),
    postmortems: mapped(site.newestFirst, (one) => postmortemRecord(site, one)),
  };
}

function graphFile(site: Site): Streamed<TypeOf<typeof graphOutput>> {
  const { nodes, edges } = site.graph;
  const page = ({ ref }: GraphNode) => (hasPage(site.graph, ref) ? pagePath(ref) : null);
  return {
    ...dataHead(site, "graph"),
    nodes: mapped(nodes.values(), (node) => ({ ...node, page: page(node) })),
    edges,
  };
}

function measuresOf({ measures, graph }: Site): PublicMeasures {
  return publicMeasures(measures, graph.collection.catalogs);
}

function* mapped<From, To>(all: Iterable<From>, make: (one: From) => To): Generator<To> {
  for (const one of all) yield make(one);
}
