import { readFileSync } from "node:fs";
import { importResultOutput } from "../commands/import-result.js";
import { link } from "../link/link.js";
import { measure, publicMeasures } from "../measure/measure.js";
import { EVERYTHING } from "../measure/narrow.js";
import { emptyCatalogs } from "../model/collection.js";
import { nextOutput } from "../render/next.js";
import { recallOutput } from "../render/recall.js";
import { replayOutput } from "../render/recall-replay.js";
import { REPORT_FORMATS, reportOutput } from "../render/report.js";
import { exampleHead } from "../render/shared/data-output.js";
import { drillOutput, incidentOutput } from "../render/shared/document-json.js";
import { graphOutput, measuresOutput, postmortemsOutput } from "../render/topics/data/data-files.js";
import { checkResultOutput } from "../reporters/json.js";
import type { JsonSchema, Output } from "../util/shape.js";

/** Every public output that has a schema. */
const OUTPUTS: readonly Output<unknown>[] = [
  checkResultOutput,
  drillOutput,
  graphOutput,
  importResultOutput,
  incidentOutput,
  measuresOutput,
  nextOutput,
  postmortemsOutput,
  recallOutput,
  replayOutput,
  reportOutput,
];

/** A handwritten example of all measures would be too long, so it is computed from an empty collection. */
const EMPTY = link({
  config: { schema: 1, title: "Learning from failure" },
  catalogs: emptyCatalogs(),
  postmortems: [],
  drills: [],
  about: null,
});
const NOW = "2026-11-23";
const EMPTY_REPORT = {
  graph: EMPTY,
  measures: measure(EMPTY, NOW),
  filter: EVERYTHING,
  all: false,
  now: NOW,
  baseUrl: null,
  version: "0.1.0",
};
const EXAMPLES: ReadonlyMap<Output<unknown>, unknown> = new Map<Output<unknown>, unknown>([
  [measuresOutput, { ...exampleHead("measures"), ...publicMeasures(EMPTY_REPORT.measures, emptyCatalogs()) }],
  [reportOutput, JSON.parse(REPORT_FORMATS.json(EMPTY_REPORT, false))],
]);

const SCHEMAS = new URL("../../schema/", import.meta.url);

/** The schema files of all public outputs, with their contents. */
export function outputSchemas(): { file: URL; content: string }[] {
  return OUTPUTS.map((output) => {
    const definitions: Record<string, unknown> = {};
    const { examples = [EXAMPLES.get(output)], ...form } = output.schema;
    const written = writeOut(form, definitions) as Record<string, unknown>;
    if (Object.keys(definitions).length > 0) written.$defs = definitions;
    written.examples = examples;
    return { file: new URL(`${output.path}.schema.json`, SCHEMAS), content: `${compactJson(written)}\n` };
  });
}

/** Prepares a schema for writing: definitions become references, and fields of input schemas are listed individually. */
function writeOut(node: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((item) => writeOut(item, definitions));
  if (typeof node !== "object" || node === null) return node;
  const { define, inputFields, ...rest } = node as JsonSchema;
  const written = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, writeOut(value, definitions)]));
  if (inputFields !== undefined) return { ...written, properties: fieldsOf(inputFields) };
  if (define === undefined) return written;
  if (!(define.name in definitions)) {
    // Reserves the position first, so that definitions are in order of first use.
    definitions[define.name] = null;
    definitions[define.name] = writeOut(define.schema, definitions);
  }
  return { $ref: `#/$defs/${define.name}`, ...written };
}

function fieldsOf({ of, without }: NonNullable<JsonSchema["inputFields"]>): Record<string, unknown> {
  const { $id, properties } = JSON.parse(readFileSync(new URL(`${of}.schema.json`, SCHEMAS), "utf8")) as {
    $id: string;
    properties: Record<string, { description?: string }>;
  };
  const kept = Object.entries(properties).filter(([name]) => !without.includes(name));
  return Object.fromEntries(
    kept.map(([name, { description }]) => [
      name,
      { $ref: `${$id}#/properties/${name}`, ...(description === undefined ? {} : { description }) },
    ]),
  );
}

const MAX_LINE_LENGTH = 120;

/** Formats JSON, with each value on one line if it fits. */
function compactJson(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => compactJson(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${compactJson(item, inner)}`);
  const line = isList || items.length === 0 ? items.join(", ") : ` ${items.join(", ")} `;
  const [open, close] = isList ? "[]" : "{}";
  if (indent.length + line.length + 2 <= MAX_LINE_LENGTH && !line.includes("\n")) return `${open}${line}${close}`;
  return `${open}\n${items.map((item) => inner + item).join(",\n")}\n${indent}${close}`;
}
