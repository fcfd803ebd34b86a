import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as validators from "#validators";
import type { CatalogName } from "../../src/model/kinds.js";

const FOLDER = new URL("../../schema/", import.meta.url);
type Json = { [key: string]: unknown };

const files = readdirSync(FOLDER).filter((file) => file.endsWith(".schema.json"));
const schemas = files.map((file) => ({
  name: file.replace(".schema.json", ""),
  schema: JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Json,
}));

describe.each(schemas)("$name", ({ name, schema }) => {
  test("has an id and a description on every property", () => {
    expect(schema.$id).toBe(`urn:inquest:schema:1:${name}`);
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(undescribed(schema, name)).toEqual([]);
  });

  // `common` is no file of its own: it only lends definitions.
  if (name === "common") return;
  test("rejects an empty document and accepts its examples", () => {
    const validate =
      validators.catalogs[name as CatalogName] ??
      validators[name.replace("-", "_") as "baseline" | "check_result" | "drill" | "inquest" | "postmortem"];
    expect(validate({})).toBe(false);
    const examples = schema.examples as unknown[];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      validate(example);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});

test("a published example has what its status demands", () => {
  for (const name of ["postmortem", "drill"] as const) {
    const examples = (schemas.find((each) => each.name === name)?.schema.examples ?? []) as Json[];
    const published = examples.find((example) => example.status === "published");
    const validate = validators[`${name}_published`];
    expect(validate(published)).toBe(true);
    expect(validate({ status: "published" })).toBe(false);
  }
});

/** The paths of all properties that nothing describes. */
function undescribed(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => undescribed(item, `${path}/${index}`));
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "examples" || key === "enum" || key === "const" || key === "if" || key === "then" || key === "else")
      return key === "then" || key === "else" ? undescribed(value, `${path}/${key}`) : [];
    const here = `${path}/${key}`;
    if (key !== "properties") return undescribed(value, here);
    // A condition may name a property only to refine it; what it is stands where the schema defines it.
    return Object.entries(value as Json).flatMap(([name, property]) => {
      const described =
        property === true ||
        (typeof property === "object" && property !== null && ("description" in property || isReference(property)));
      return [...(described ? [] : [`${here}/${name}`]), ...undescribed(property, `${here}/${name}`)];
    });
  });
}

/** A reference carries the description of what it refers to. */
function isReference(property: object): boolean {
  return "$ref" in property;
}
