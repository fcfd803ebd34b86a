import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as validators from "#validators";
import type { CatalogName } from "../../src/model/kinds.js";
import { Schemas } from "../../src/util/json-schema.js";
import { undescribed } from "../support/undescribed.js";

const FOLDER = new URL("../../schema/", import.meta.url);
type Json = { [key: string]: unknown };

const files = readdirSync(FOLDER).filter((file) => file.endsWith(".schema.json"));
const schemas = files.map((file) => ({
  name: file.replace(".schema.json", ""),
  schema: JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Json,
}));

const all = new Schemas(new Map(schemas.map(({ name, schema }) => [name, schema])));

describe.each(schemas)("$name", ({ name, schema }) => {
  test("has an id and a description on every property", () => {
    expect(schema.$id).toBe(`urn:inquest:schema:1:${name}`);
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(undescribed(all, name)).toEqual([]);
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
