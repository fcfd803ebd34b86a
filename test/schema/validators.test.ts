import { readdirSync, readFileSync } from "node:fs";
import type { AnySchemaObject, ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, expect, test } from "vitest";
import * as validators from "#validators";
import { formats } from "../../src/model/formats.js";
import type { CatalogName } from "../../src/model/kinds.js";
import { AJV_OPTIONS } from "../../src/validate/schema/ajv-options.js";

const FOLDER = new URL("../../schema/", import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".schema.json"))
  .map((file) => file.replace(".schema.json", ""));

/** What stands in for each value of an example in turn; undefined takes it away. */
const WRONG = [
  undefined,
  null,
  true,
  -1,
  1.5,
  "",
  "x ",
  "A".repeat(5000),
  [],
  ["x", "x"],
  {},
  { unknown: "x", none: "y" },
];

const ajv = new Ajv2020({ ...AJV_OPTIONS, messages: false, formats });
const examples = new Map<string, unknown[]>();

beforeAll(() => {
  for (const name of NAMES) {
    const schema = JSON.parse(readFileSync(new URL(`${name}.schema.json`, FOLDER), "utf8")) as AnySchemaObject;
    examples.set(name, schema.examples ?? []);
    // What a status demands is a validator of its own.
    const { if: _condition, then: _demands, ...form } = schema;
    ajv.addSchema(schema.$defs?.published === undefined ? schema : form);
  }
});

/** The value with each part of it replaced by each wrong value in turn, and with a further field in each map. */
function* variants(value: unknown): Generator<unknown> {
  yield* WRONG;
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield { ...value, further: 1 };
  for (const [key, part] of Object.entries(value))
    for (const other of variants(part))
      yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
}

const errorsOf = (validate: ValidateFunction, data: unknown) =>
  validate(data)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, keyword, params, parentSchema, propertyName, data }: ErrorObject) => ({
          instancePath,
          keyword,
          params,
          description: parentSchema?.description,
          propertyName,
          data,
        }),
      );

const CASES: [name: string, ours: ValidateFunction, reference: string, examplesOf: string][] = [
  ...NAMES.filter((name) => name !== "common").map((name): (typeof CASES)[number] => [
    name,
    validators.catalogs[name as CatalogName] ?? validators[name.replace("-", "_") as "baseline"],
    `urn:inquest:schema:1:${name}`,
    name,
  ]),
  [
    "a published postmortem",
    validators.postmortem_published,
    "urn:inquest:schema:1:postmortem#/$defs/published",
    "postmortem",
  ],
  ["a published drill", validators.drill_published, "urn:inquest:schema:1:drill#/$defs/published", "drill"],
];

test.each(CASES)("%s: the compiled validator finds what ajv finds", (_, ours, reference, examplesOf) => {
  const theirs = ajv.getSchema(reference) as ValidateFunction;
  let faulty = 0;
  for (const example of examples.get(examplesOf) ?? [])
    for (const data of variants(example)) {
      const expected = errorsOf(theirs, data);
      if (expected.length > 0) faulty++;
      expect(errorsOf(ours, data)).toEqual(expected);
    }
  expect(faulty).toBeGreaterThan(0);
});
