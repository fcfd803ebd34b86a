import { edgesTo, type NodeRef } from "../../model/graph.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** A scenario that rehearses something, with how often it was run. */
export interface RehearsingScenario extends NodeLink {
  id: string;
  runs: number;
}

/** The scenarios that rehearse a kind, a step, a policy or an objective. */
export function rehearsing(site: Site, ref: NodeRef): RehearsingScenario[] {
  return edgesTo(site.graph, ref, "rehearses").flatMap(({ from }) => {
    if (!from.startsWith("scenario:")) return [];
    const id = from.slice("scenario:".length);
    const runs = site.measures.drillCoverage.scenarios.get(id)?.runs.length ?? 0;
    return [{ id, ...linkTo(site, "scenario", id), runs }];
  });
}
