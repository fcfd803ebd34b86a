import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { formats } from "../../src/model/formats.js";
import { Schemas } from "../../src/util/json-schema.js";
import { loadExample } from "../support/load-example.js";
import { renderPages } from "../support/render.js";
import { undescribed } from "../support/undescribed.js";

const SCHEMAS = new URL("../../schema/", import.meta.url);
type Json = { [key: string]: unknown };

const read = (path: string) => JSON.parse(readFileSync(new URL(path, SCHEMAS), "utf8")) as Json;
const names = readdirSync(new URL("data/", SCHEMAS)).map((file) => file.replace(".schema.json", ""));

const all = new Schemas(
  new Map([
    ...["common", "postmortem", "drill"].map((name) => [`input ${name}`, read(`${name}.schema.json`)] as const),
    ...names.map((name) => [name, read(`data/${name}.schema.json`)] as const),
  ]),
);
const ajv = new Ajv2020({
  allErrors: true,
  strictTypes: false,
  allowUnionTypes: true,
  formats: { ...formats, date: /^\d{4}-\d{2}-\d{2}$/ },
});
for (const name of ["common", "postmortem", "drill"]) ajv.addSchema(read(`${name}.schema.json`));
for (const name of names) ajv.addSchema(read(`data/${name}.schema.json`));

function errorsOf(name: string, data: unknown): unknown[] {
  const validate = ajv.getSchema(`urn:inquest:schema:2:data-${name}`);
  if (validate === undefined) throw new Error(`There is no schema ${name}`);
  validate(data);
  return validate.errors ?? [];
}

describe.each(names)("the schema of %s", (name) => {
  const schema = read(`data/${name}.schema.json`);

  test("has an id, and a description on every property", () => {
    expect(schema.$id).toBe(`urn:inquest:schema:2:data-${name}`);
    expect(undescribed(all, name)).toEqual([]);
  });

  test("accepts its examples, nothing that is empty, and no field that it does not declare", () => {
    expect(schema.examples).not.toEqual([]);
    for (const example of schema.examples as Json[]) {
      expect(errorsOf(name, example)).toEqual([]);
      expect(errorsOf(name, { ...example, undeclared: 1 })).not.toEqual([]);
    }
    expect(errorsOf(name, {})).not.toEqual([]);
  });
});

describe("the data of the example collection", () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    const graph = await loadExample();
    files = await renderPages(graph.collection, {
      graph,
      audience: "public",
      baseUrl: "https://learning.example.org/",
    });
  });

  test.each(["postmortems", "graph", "measures"])("fits its schema: %s", (name) => {
    expect(errorsOf(name, JSON.parse(files.get(`data/${name}.json`) ?? ""))).toEqual([]);
  });

  test.each([
    ["incidents", "incident", 30],
    ["drills", "drill-record", 10],
  ])("fits its schema, document by document, and names it: %s", (folder, name, atLeast) => {
    const paths = [...files.keys()].filter((path) => path.startsWith(`data/${folder}/`));
    expect(paths.length).toBeGreaterThan(atLeast);
    for (const path of paths) {
      const data = JSON.parse(files.get(path) ?? "") as Json;
      expect(data.$schema).toBe(`urn:inquest:schema:2:data-${name}`);
      expect(errorsOf(name, data), path).toEqual([]);
    }
  });

  test("leads to files and pages that exist", () => {
    const { postmortems } = JSON.parse(files.get("data/postmortems.json") ?? "") as { postmortems: Json[] };
    const { nodes } = JSON.parse(files.get("data/graph.json") ?? "") as { nodes: Json[] };
    const named = [
      ...postmortems.flatMap(({ page, json }) => [page, json]),
      ...nodes.flatMap(({ page }) => page ?? []),
    ];
    expect(named.filter((path) => !files.has(String(path)))).toEqual([]);
  });

  test("comes with the schemas that it names, and those that they refer to", () => {
    for (const name of [...names, "common", "postmortem", "drill"]) {
      const text = files.get(`data/schema/${name}.schema.json`) ?? "";
      for (const [, id = ""] of text.matchAll(/"\$ref": "urn:inquest:schema:[12]:([a-z-]+)/g))
        expect(files.has(`data/schema/${id.replace(/^data-/, "")}.schema.json`), `${name} → ${id}`).toBe(true);
    }
  });

  test("is explained field by field on its page", () => {
    const page = files.get("data/index.html") ?? "";
    for (const name of names) {
      const fields = Object.keys(read(`data/${name}.schema.json`).properties as Json);
      for (const field of fields) expect(page, `${name}: ${field}`).toContain(`<code>${field}</code>`);
    }
  });
});
