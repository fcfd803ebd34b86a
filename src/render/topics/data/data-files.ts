import { figures } from "../../../measure/figures/index.js";
import { jsonText } from "../../kit/json-text.js";
import { builtFrom } from "../../shared/built-from.js";
import { schemaPath } from "../../shared/data-paths.js";
import type { FileKind } from "../../shared/file-kind.js";
import { pagePath } from "../../shared/paths.js";
import { postmortemRecord } from "../../shared/postmortem-record.js";

/** `data/*.json` but for those of single documents, which are made with their pages; and the schemas of all. */
export const dataFiles: FileKind = (site) => {
  const { graph, measures, schemas, newestFirst } = site;
  return [
    {
      path: "data/postmortems.json",
      content: jsonText({
        ...builtFrom(site, "postmortems"),
        postmortems: newestFirst.map((one) => postmortemRecord(site, one)),
      }),
    },
    {
      path: "data/graph.json",
      content: jsonText({
        ...builtFrom(site, "graph"),
        nodes: [...graph.nodes.values()].map((node) => ({ ...node, page: pagePath(node.ref) })),
        edges: graph.edges,
      }),
    },
    {
      path: "data/measures.json",
      content: jsonText({ ...builtFrom(site, "measures"), ...figures(measures, graph.collection.catalogs) }),
    },
    ...[...schemas].map(([name, content]) => ({ path: schemaPath(name), content })),
  ];
};
