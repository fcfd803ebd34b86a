import type { Measures } from "../../../measure/measure.js";
import type { CountingFilter } from "../../../measure/narrow.js";
import type { Graph, NodeRef } from "../../../model/graph.js";
import type { NodeKind } from "../../../model/kinds.js";
import type { Mention } from "../../kit/report/tree.js";
import { unresolved } from "../site-model.js";

/** All that a report is made from. */
export interface ReportInput {
  /** The whole collection, whatever is counted. */
  graph: Graph;
  /** What is counted of it. */
  measures: Measures;
  filter: CountingFilter;
  /** Whether to print everything, and not the short report. JSON always has everything. */
  all: boolean;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  /** Where the site is, or null. */
  baseUrl: string | null;
  /** The version of inquest. */
  version: string;
  /** How a shell of the reader calls the program for this collection; default: `inquest`. */
  call?: string | undefined;
}

/** An entry of a catalog by its title. What does not exist is unresolved. */
export function titled({ graph }: Pick<ReportInput, "graph">, type: NodeKind, id: string): Mention {
  const to: NodeRef = `${type}:${id}`;
  return { text: graph.nodes.get(to)?.title ?? unresolved(id), to };
}

/** A document by its id. */
export function named(id: string, type: "incident" | "drill" = "incident"): Mention {
  return { text: id, to: `${type}:${id}` };
}

/** Postmortems by their ids. */
export function incidentsNamed(ids: readonly string[]): Mention[] {
  return ids.map((id) => named(id));
}
