import type { AnyDocument } from "../model/collection.js";

/** The references in `addresses` of a document's actions, such as `missing:M1`, without those of dropped actions. */
export function addressedBy({ data }: AnyDocument): ReadonlySet<string> {
  const alive = (data.actions ?? []).filter((action) => action.state !== "dropped");
  return new Set(alive.flatMap((action) => action.addresses ?? []));
}
