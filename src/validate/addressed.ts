import type { AnyDocument } from "../model/collection.js";

/** What the actions of a document address, such as `missing:M1`. A dropped action addresses nothing. */
export function addressedBy({ data }: AnyDocument): ReadonlySet<string> {
  const alive = (data.actions ?? []).filter((action) => action.state !== "dropped");
  return new Set(alive.flatMap((action) => action.addresses ?? []));
}
