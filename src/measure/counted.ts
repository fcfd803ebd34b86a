import type { Postmortem } from "../model/collection.js";
import type { Graph } from "../model/graph.js";
import { classOfKind } from "../model/kinds.js";
import { memoize } from "../util/memoize.js";

/** Every measure needs the same ones, so they are filtered once per collection. */
/** The postmortems that measures count, in the order of the collection. */
export function countedOf({ collection: { postmortems } }: Graph): readonly Postmortem[] {
  return countedIn(postmortems);
}

const countedIn = memoize((postmortems: readonly Postmortem[]) => postmortems.filter(isCounted));

/** Whether measures count a postmortem: only published incidents are counted. */
export function isCounted(postmortem: Postmortem): boolean {
  return postmortem.data.status === "published" && postmortem.data.kind === "incident";
}

/** The id of the class of the primary kind, or null where no kind is given. */
export function primaryClass(postmortem: Postmortem): string | null {
  const primary = postmortem.data.failure_kinds?.[0]?.kind;
  return primary === undefined ? null : classOfKind(primary);
}
