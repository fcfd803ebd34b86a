import type { Schemas } from "../../src/util/json-schema.js";

/** The paths of the fields of a schema that nothing describes. */
export function undescribed(schemas: Schemas, name: string): string[] {
  return [...schemas.node(name).walk()].flatMap(([path, { description }]) =>
    path === "" || /[\]}]$/.test(path) || description !== undefined ? [] : path,
  );
}
