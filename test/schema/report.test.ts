import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { measure } from "../../src/measure/measure.js";
import { EVERYTHING } from "../../src/measure/narrow.js";
import { formats } from "../../src/model/formats.js";
import { REPORT_FORMATS } from "../../src/render/report.js";
import { collection } from "../support/collection.js";
import { loadExample } from "../support/load-example.js";

const NOW = "2026-11-23";
const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schema/${path}`, import.meta.url), "utf8")) as Record<string, unknown>;
const schema = read("output/report.schema.json");
const ajv = new Ajv2020({
  allErrors: true,
  strictTypes: false,
  allowUnionTypes: true,
  formats: { ...formats, date: /^\d{4}-\d{2}-\d{2}$/ },
});
ajv.addSchema(read("data/measures.schema.json"));
const validate = ajv.compile(schema);

const errorsOf = (data: unknown) => (validate(data) ? [] : (validate.errors ?? []));
const reportOf = (graph: ReturnType<typeof link>, filter = EVERYTHING) => {
  const input = {
    graph,
    measures: measure(graph, NOW, filter),
    filter,
    all: true,
    now: NOW,
    baseUrl: null,
    version: "0.0.0",
  };
  return JSON.parse(REPORT_FORMATS.json(input, false)) as Record<string, unknown>;
};

test("the schema of the report accepts its examples, and nothing that is empty", () => {
  expect(schema.examples).not.toEqual([]);
  for (const example of schema.examples as object[]) {
    expect(errorsOf(example)).toEqual([]);
    expect(errorsOf({ ...example, undeclared: 1 })).not.toEqual([]);
  }
  expect(errorsOf({})).not.toEqual([]);
});

test("reports of the example, of a part of it and of nothing fit the schema", async () => {
  const example = await loadExample();
  expect(errorsOf(reportOf(example))).toEqual([]);
  expect(errorsOf(reportOf(example, { ...EVERYTHING, class: "trust", since: "2025-01-01" }))).toEqual([]);
  expect(errorsOf(reportOf(link(collection([]))))).toEqual([]);
});

test("the report has every figure of the site's data", () => {
  const ofSite = (read("data/measures.schema.json").examples as object[]).flatMap(Object.keys);
  const ofReport = (schema.examples as object[]).flatMap(Object.keys);
  expect(ofSite.filter((name) => !ofReport.includes(name))).toEqual(["audience", "commit"]);
});
