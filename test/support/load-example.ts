import { fileURLToPath } from "node:url";
import { link } from "../../src/link/link.js";
import type { Catalogs, Collection, Drill, Postmortem } from "../../src/model/collection.js";
import type { Graph } from "../../src/model/graph.js";
import type { ConfigData } from "../../src/model/schema-types.js";
import { parseFile } from "../../src/parse/parse-file.js";
import { readCollection } from "../../src/read/read-collection.js";

const ROOT = fileURLToPath(new URL("../../postmortems/", import.meta.url));

/** The lists of the catalog files, by the name they have in the model. */
const LISTS: Readonly<Record<string, Readonly<Record<string, keyof Catalogs>>>> = {
  taxonomy: { classes: "classes" },
  degradation: { classes: "degradationClasses", policies: "policies" },
  objectives: { objectives: "objectives" },
  choreography: { steps: "steps" },
  invariants: { invariants: "invariants" },
  contracts: { contracts: "contracts" },
  scenarios: { scenarios: "scenarios" },
  services: { services: "services" },
};

/** The example collection as a graph, taken to be valid: other tests see to that. */
export function loadExample(): Graph {
  const catalogs: Partial<Catalogs> = {};
  const collection = { postmortems: [] as Postmortem[], drills: [] as Drill[] };
  let config: ConfigData = { schema: 1, title: "" };
  for (const raw of readCollection(ROOT).files) {
    const { file, data, body, source, places } = parseFile(raw);
    if (file.role === "config") config = data as ConfigData;
    else if (file.role === "catalog") {
      for (const [list, name] of Object.entries(LISTS[file.name] ?? {})) {
        Object.assign(catalogs, { [name]: (data as Record<string, unknown>)[list] });
      }
    } else if (file.role === "postmortem" && body) {
      collection.postmortems.push({
        type: "postmortem",
        id: file.id,
        data: data as Postmortem["data"],
        body,
        source,
        places,
      });
    } else if (file.role === "drill" && body) {
      collection.drills.push({ type: "drill", id: file.id, data: data as Drill["data"], body, source, places });
    }
  }
  return link({ config, catalogs: catalogs as Catalogs, ...collection } satisfies Collection);
}
