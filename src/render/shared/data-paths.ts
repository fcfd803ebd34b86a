import type { AnyDocument } from "../../model/collection.js";

/** The one JSON file of a postmortem or a drill. */
export function documentJsonPath({ type, id }: Pick<AnyDocument, "type" | "id">): string {
  return `data/${type === "drill" ? "drills" : "incidents"}/${id}.json`;
}

/** The published copy of a schema. */
export function schemaPath(name: string): string {
  return `data/schema/${name}.schema.json`;
}
