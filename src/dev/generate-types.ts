/**
 * Generates the schemas of public outputs from their shapes, and `src/model/schema-types.ts` and the tables of
 * `schema/README.md` from the schemas of inputs. With `--check` it fails if one of these files would change.
 * The schemas use `if/then/else` so that one mistake gives one error. The type generator ignores those keywords,
 * so each is first rewritten as a union.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import { outputSchemas } from "./output-schemas.js";
import { schemaReadme } from "./schema-readme.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const schemaFolder = new URL("../../schema/", import.meta.url);
const target = new URL("../../src/model/schema-types.ts", import.meta.url);

const pascal = (name: string) => name.replace(/(^|[-_])([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

/** Rewrites a reference to point into the combined schema that the types are generated from. */
function rewriteReference(reference: string, schemaName: string): string {
  const name = reference.split("/").at(-1) ?? "";
  const owner = reference.startsWith("#")
    ? schemaName
    : (reference.match(/^urn:inquest:schema:1:([a-z-]+)#/)?.[1] ?? "");
  return `#/definitions/${definitionName(owner, name)}`;
}

/** Shared definitions keep their name; a private one whose name clashes is prefixed with its schema's name. */
function definitionName(owner: string, name: string): string {
  if (owner === "common") return pascal(name);
  return name === "published" || name.startsWith("answered") ? pascal(`${owner}_${name}`) : pascal(name);
}

function toUnion(node: Json, schemaName: string): Json {
  if (Array.isArray(node)) return node.map((item) => toUnion(item, schemaName));
  if (node === null || typeof node !== "object") return node;
  const { if: condition, then: yes, else: no, ...rest } = node as JsonObject;
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(rest)) {
    if (key === "$ref" && typeof value === "string") result.$ref = rewriteReference(value, schemaName);
    else if (
      ["examples", "$schema", "$id", "$comment", "title", "maxLength"].includes(key) &&
      typeof value !== "object"
    )
      continue;
    else if (["examples"].includes(key)) continue;
    else if (key === "minItems" && value === 1) continue;
    else result[key] = toUnion(value, schemaName);
  }
  const choosesForm =
    condition !== undefined && no !== undefined && rest.properties === undefined && rest.type === undefined;
  if (choosesForm) result.anyOf = [toUnion(yes ?? {}, schemaName), toUnion(no, schemaName)];
  return result;
}

const outputs = outputSchemas();
const definitions: JsonObject = {};
const names = readdirSync(schemaFolder)
  .filter((file) => file.endsWith(".schema.json"))
  .filter((file) => !outputs.some((output) => output.file.href === new URL(file, schemaFolder).href))
  .sort();
for (const file of names) {
  const name = file.replace(".schema.json", "");
  const schema = JSON.parse(readFileSync(new URL(file, schemaFolder), "utf8")) as JsonObject;
  const { $defs, ...rest } = schema;
  for (const [key, definition] of Object.entries(($defs ?? {}) as JsonObject)) {
    if (key === "published" || key.startsWith("answered")) continue;
    definitions[definitionName(name, key)] = toUnion(definition, name);
  }
  if (rest.type === undefined) continue;
  const { title, then: _, if: __, ...main } = rest;
  definitions[`${String(title)}Data`] = toUnion(main, name);
}
const text = await compile({ definitions, additionalProperties: false } as unknown as JSONSchema, "Schemas", {
  unreachableDefinitions: true,
  additionalProperties: false,
  bannerComment: "/* Generated from schema/ by `npm run generate`. Do not edit. */",
});
const cleaned = text
  .replace(/export interface Schemas \{\}\n/, "")
  .replace(/(?: \* ?\n)? \* This interface was referenced by [^\n]*\n \* via the `definition` [^\n]*\n/g, "")
  .replace(/\/\*\*\n \*\/\n/g, "")
  .replace(/ +$/gm, "");
const readme = new URL("README.md", schemaFolder);
const generated = [
  ...outputs,
  { file: target, content: cleaned },
  { file: readme, content: schemaReadme(readFileSync(readme, "utf8"), schemaFolder) },
];
for (const { file, content } of generated) {
  if (!process.argv.includes("--check")) writeFileSync(file, content);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== content) {
    const path = file.pathname.slice(new URL("../../", import.meta.url).pathname.length);
    process.stderr.write(`${path} is not what its source declares: run \`npm run generate\`\n`);
    process.exitCode = 1;
  }
}
