import { readdirSync, readFileSync } from "node:fs";
import type { AnySchemaObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, expect, test } from "vitest";
import * as validators from "#validators";
import { formats } from "../../src/model/formats.js";
import type { CatalogName } from "../../src/model/kinds.js";
import { AJV_OPTIONS } from "../../src/validate/schema/ajv-options.js";
import { wordingOf } from "../../src/validate/schema/schema-wording.js";

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
  (validate(data) ? [] : (validate.errors ?? [])).map((error) => ({
    instancePath: error.instancePath,
    keyword: error.keyword,
    params: error.params,
    propertyName: error.propertyName,
    data: error.data,
    parentSchema: error.parentSchema ?? {},
  }));

/** What the author is told, in place of the schema that says it. */
const worded = ({ parentSchema, ...error }: ReturnType<typeof errorsOf>[number]) => ({
  ...error,
  wording: wordingOf({ ...error, parentSchema }, "field"),
});

/** The description of a field that is missing to publish comes from elsewhere in the schema. */
const unworded = ({ parentSchema: _, ...error }: ReturnType<typeof errorsOf>[number]) => error;

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
  const compared = reference.includes("#") ? unworded : worded;
  let faulty = 0;
  for (const example of examples.get(examplesOf) ?? [])
    for (const data of variants(example)) {
      const expected = errorsOf(theirs, data);
      if (expected.length > 0) faulty++;
      expect(errorsOf(ours, data).map(compared)).toEqual(expected.map(compared));
    }
  expect(faulty).toBeGreaterThan(0);
});
