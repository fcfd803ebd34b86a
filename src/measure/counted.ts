import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";

/** Every measure asks for the same ones, and to ask each postmortem of a large collection takes long. */
const known = new WeakMap<readonly Postmortem[], readonly Postmortem[]>();

/** The postmortems that measures count, in the order of the collection. */
export function countedOf({ collection: { postmortems } }: Graph): readonly Postmortem[] {
  const found = known.get(postmortems) ?? postmortems.filter(isCounted);
  known.set(postmortems, found);
  return found;
}

/** Whether measures count a postmortem: published incidents only. Near-misses and drills are shown apart, drafts not at all. */
export function isCounted(postmortem: Postmortem): boolean {
  return postmortem.data.status === "published" && postmortem.data.kind === "incident";
}

/** The id of the class of the primary kind, or null where no kind is given. */
export function primaryClass(postmortem: Postmortem): string | null {
  return postmortem.data.failure_kinds?.[0]?.kind.split("/")[0] ?? null;
}
