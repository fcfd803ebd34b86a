import { linkHorizontal } from "d3-shape";
import type { Postmortem } from "../../../../model/collection.js";
import { type Edge, edgesFrom, edgesTo, type NodeRef } from "../../../../model/graph.js";
import { el, printSvg } from "../../../kit/charts/svg.js";
import { type IncidentRow, incidentRow } from "../../../shared/incident-row.js";
import { pagePath } from "../../../shared/paths.js";
import { incidentId } from "../../../shared/referrers.js";
import type { Site } from "../../../shared/site-model.js";
import { RELATIONS } from "../related.js";
import type { sharing } from "../shared-entries.js";
import { type Line, untangle } from "./untangle.js";

/** What joins the incident to others: an invariant, a contract, or a relation that an author states. */
interface Reason {
  /** `invariant`, `contract` or `relation`. */
  type: string;
  title: string;
  path: string | null;
}

/** The neighbourhood of an incident in three columns: it, what it shares, and who shares that. */
export interface Neighbourhood {
  reasons: Reason[];
  /** With the titles of what joins each to the incident, for those who do not see the lines. */
  others: { incident: IncidentRow; over: string }[];
  /** Lines from the incident to what it shares, and from there to the others. */
  near: { svg: string };
  far: { svg: string };
  /** Whether some of that is a relation that an author states. */
  hasStated: boolean;
  /** How many more incidents share something with it. */
  more: number;
}

/** Limits of the chart: more lines cannot be followed with the eye. */
const MAX_SHARED_ENTRIES = 10;
const MAX_OTHER_INCIDENTS = 8;

/** At most this many incidents that share one entry only and have no stated relation. */
const MAX_SLIGHT_NEIGHBOURS = 5;

/** The height of an entry in the units of the lines. */
const ROW = 10;

/** What the incident shares with others and who they are, stated relations first. Null where it shares nothing. */
export function neighbourhood(
  site: Site,
  postmortem: Postmortem,
  shared: ReturnType<typeof sharing>,
): Neighbourhood | null {
  const stated = statedRelations(site, `incident:${postmortem.id}`);
  // In a large collection hundreds share something; those not drawn are counted.
  const ids = new Set([...stated.keys(), ...shared.keys()]);
  const reasons = new Map<string, Reason>();
  const lines: Line[] = [];
  const others: string[] = [];
  for (const id of ids) {
    if (others.length === MAX_OTHER_INCIDENTS) break;
    if (others.length >= MAX_SLIGHT_NEIGHBOURS && !stated.has(id) && shared.get(id)?.length === 1) break;
    const joints = [
      ...(stated.get(id) ?? []).map((words): [string, Reason] => [
        words,
        { type: "relation", title: words, path: null },
      ]),
      ...(shared.get(id) ?? []).map(({ ref }): [string, Reason] => [ref, entryOf(site, ref)]),
    ];
    for (const [key, reason] of joints)
      if (reasons.size < MAX_SHARED_ENTRIES || reasons.has(key)) reasons.set(key, reason);
    const keys = [...reasons.keys()];
    const places = joints.map(([key]) => keys.indexOf(key)).filter((place) => place >= 0);
    if (places.length === 0) continue;
    lines.push(...places.map((place): Line => [place, others.length]));
    others.push(id);
  }
  if (others.length === 0) return null;
  const order = untangle(reasons.size, others.length, lines);
  const inOrder = lines.map(([a, b]): Line => [order.left.indexOf(a), order.right.indexOf(b)]);
  const all = [...reasons.values()];
  const height = Math.max(all.length, others.length) * ROW;
  const place = (at: number, count: number) => height / 2 + (at - (count - 1) / 2) * ROW;
  return {
    reasons: order.left.flatMap((at) => all[at] ?? []),
    others: order.right.flatMap((at) => {
      const other = site.postmortems.get(others[at] ?? "");
      if (other === undefined) return [];
      const over = lines.flatMap(([left, right]) => (right === at ? (all[left]?.title ?? []) : []));
      return [{ incident: incidentRow(site, other), over: over.join("; ") }];
    }),
    near: drawLines(
      order.left.map((_, at) => [height / 2, place(at, all.length)]),
      height,
      order.left.map((at) => all[at]?.type === "relation"),
    ),
    far: drawLines(
      inOrder.map(([a, b]) => [place(a, all.length), place(b, others.length)]),
      height,
      lines.map(([a]) => all[a]?.type === "relation"),
    ),
    hasStated: all.some(({ type }) => type === "relation"),
    more: ids.size - others.length,
  };
}

/** Relations that authors state, in words, by the id of the other incident. */
function statedRelations(site: Site, ref: NodeRef): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (edge: Edge, other: NodeRef, end: 0 | 1) => {
    const id = incidentId(other);
    const words = RELATIONS[edge.type === "recurs" ? "recurs" : (edge.detail ?? "")]?.[end];
    if (id !== null && words !== undefined) found.set(id, [...new Set([...(found.get(id) ?? []), words])]);
  };
  for (const type of ["recurs", "relates-to"] as const) {
    for (const edge of edgesFrom(site.graph, ref, type)) add(edge, edge.to, 0);
    for (const edge of edgesTo(site.graph, ref, type)) add(edge, edge.from, 1);
  }
  return found;
}

function entryOf(site: Site, ref: NodeRef): Reason {
  const node = site.graph.nodes.get(ref);
  return { type: node?.type ?? "", title: node?.title ?? ref, path: pagePath(ref) };
}

const curve = linkHorizontal();

/** Lines from the left edge to the right one. They stretch with the columns between which they stand. */
function drawLines(
  ends: readonly (readonly [from: number, to: number])[],
  height: number,
  stated: readonly boolean[],
): { svg: string } {
  const paths = ends.map(([from, to], at) =>
    el("path", { class: stated[at] ? "is-stated" : null, d: curve({ source: [0, from], target: [100, to] }) ?? "" }),
  );
  const frame = { class: "lines-between", viewBox: `0 0 100 ${height}`, preserveAspectRatio: "none" };
  return { svg: printSvg(el("svg", { ...frame, "aria-hidden": "true", focusable: "false" }, ...paths)) };
}
