/**
 * Compiles the schemas ahead of time into `dist/generated/validators.js`: compiling at every start
 * would take longer than checking the whole example. The output exports one validator per kind of file.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { _, type AnySchemaObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { formats } from "../model/formats.js";
import { CATALOG_NAMES } from "../model/kinds.js";
import { AJV_OPTIONS } from "../validate/schema/ajv-options.js";
import { shorterValidators } from "./shorter-validators.js";

const schemaFolder = new URL("../../schema/", import.meta.url);
const outFolder = new URL("../generated/", import.meta.url);
const formatsModule = fileURLToPath(new URL("../model/formats.js", import.meta.url));

const ajv = new Ajv2020({
  ...AJV_OPTIONS,
  // Diagnostics have wordings of their own, and shared definitions are one function: both make the code a fifth smaller.
  messages: false,
  inlineRefs: false,
  // Loops over the names in a schema are shorter than a condition for each.
  loopRequired: 2,
  loopEnum: 2,
  formats,
  code: { source: true, esm: true, formats: _`require(${formatsModule}).formats` },
});
// No schema asks what another one left unevaluated.
Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
const names = readdirSync(schemaFolder)
  .filter((file) => file.endsWith(".schema.json"))
  .map((file) => file.replace(".schema.json", ""))
  .sort();
// The fields that a status requires are checked by the rule `required-field`, so they are compiled separately.
const exported: Record<string, string> = {};
const fieldOrder: Record<string, string[]> = {};
const builtInFields = new Set<string>();
for (const name of names) {
  const text = readFileSync(new URL(`${name}.schema.json`, schemaFolder), "utf8");
  const schema = JSON.parse(text) as AnySchemaObject;
  const demands = schema.$defs?.published !== undefined;
  const { if: _condition, then: _demands, ...form } = schema;
  if (demands) describeDemands(form);
  ajv.addSchema(demands ? form : schema);
  if (name === "postmortem" || name === "drill") fieldOrder[name] = Object.keys(schema.properties);
  // The names of built-in fields are reserved, so that custom fields are not taken for a blank or an entry.
  const reserving = name === "common" ? [schema.$defs.action, schema.$defs.blank] : fieldOrder[name] ? [schema] : [];
  for (const { properties } of reserving) for (const field of Object.keys(properties)) builtInFields.add(field);
  if (name !== "common") exported[exportName(name)] = `${schema.$id}`;
  if (demands) exported[`${name}_published`] = `${schema.$id}#/$defs/published`;
}

/** A schema without its definitions, each of which is a constant of its own, and without what diagnostics do not quote. */
function shortSchema(_: string, name: string, text: string): string {
  const { $defs: _definitions, ...schema } = JSON.parse(text) as AnySchemaObject;
  return `const ${name} = ${JSON.stringify(quoted(schema))};`;
}

/** What diagnostics quote of a schema: what a text has to look like, and what a field is for that is missing. */
function quoted(value: unknown, isRequired = false): unknown {
  if (Array.isArray(value)) return value.map((one) => quoted(one));
  if (typeof value !== "object" || value === null) return value;
  const { $comment: _comment, description, examples = [], properties = {}, ...rest } = value as AnySchemaObject;
  const fields = Object.entries(properties).map(([name, field]) => [
    name,
    quoted(field, rest.required?.includes(name)),
  ]);
  return {
    ...Object.fromEntries(Object.entries(rest).map(([keyword, part]) => [keyword, quoted(part)])),
    ...(fields.length > 0 && { properties: Object.fromEntries(fields) }),
    ...((isRequired || rest.pattern) && { description }),
    ...(rest.pattern && { examples: examples.slice(0, 1) }),
  };
}

/** The export name of a schema's validator. */
function exportName(schema: string): string {
  return schema.replaceAll("-", "_");
}

/** Copies the description of each required field next to the requirement, where the diagnostic reads its hint. */
function describeDemands({ properties, $defs }: AnySchemaObject): void {
  const describe = (demand: AnySchemaObject | undefined, fields: Record<string, AnySchemaObject>) => {
    for (const field of demand?.required ?? []) {
      const description = fields[field]?.description;
      if (demand && description) demand.properties = { [field]: { description }, ...demand.properties };
    }
  };
  describe($defs.published, properties);
  describe($defs.published.then, properties);
  for (const answered of [$defs.answered, $defs.answered_near_miss])
    describe(answered?.then, $defs.detection?.properties ?? {});
}

mkdirSync(outFolder, { recursive: true });
const entry = new URL("validators.source.js", outFolder);
const code = shorterValidators((standaloneCode.default ?? standaloneCode)(ajv, exported)).replaceAll(
  /const (schema\d+) = (\{(?:"(?:[^"\\]|\\.)*"|[^"])*?\});/g,
  shortSchema,
);
writeFileSync(
  entry,
  `${code}
export const field_order = ${JSON.stringify(fieldOrder)};
export const built_in_fields = ${JSON.stringify([...builtInFields].sort())};
export const catalogs = { ${CATALOG_NAMES.map((name) => `"${name}": ${exportName(name)}`).join(", ")} };
`,
);
await build({
  entryPoints: [fileURLToPath(entry)],
  outfile: fileURLToPath(new URL("validators.js", outFolder)),
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["temporal-polyfill"],
  logLevel: "warning",
});
rmSync(entry);
