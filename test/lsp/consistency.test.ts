import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { PublishDiagnosticsParams } from "vscode-languageserver/node.js";
import { entryPath, schemaOf } from "../../src/lsp/cursor-context.js";
import { referencesAt } from "../../src/lsp/references-at.js";
import { Session } from "../../src/lsp/session.js";
import { yamlAt } from "../../src/lsp/yaml-cursor.js";
import type { YamlPath } from "../../src/lsp/yaml-frames.js";
import type { AnyDocument } from "../../src/model/collection.js";
import type { Place } from "../../src/model/place.js";
import type { Source } from "../../src/model/source.js";
import { splitFrontMatter } from "../../src/parse/front-matter.js";
import { type ParsedFile, parseFile } from "../../src/parse/parse-file.js";
import { check } from "../../src/pipeline.js";
import { readCollection } from "../../src/read/read-collection.js";
import { readRuleDoc } from "../../src/read/read-rule-doc.js";
import { readSchemas } from "../../src/read/read-schemas.js";
import { type SchemaNode, Schemas } from "../../src/util/json-schema.js";
import { catalogReferencesOf, referencesOf } from "../../src/validate/ids/references.js";
import { rules } from "../../src/validate/rules/index.js";
import { checkSchema } from "../../src/validate/schema/schema-check.js";
import { exampleFolder, fencesOf } from "../support/rule-examples.js";

const folders = ["../../postmortems/", "../../templates/scaffold/collection/", "../../templates/scaffold/demo/"];
// The text of the about page has no fields.
const files = folders
  .flatMap((folder) => readCollection(fileURLToPath(new URL(folder, import.meta.url))).files.map(parseFile))
  .filter(({ file }) => file.role !== "about" && file.role !== "stray");
const schemas = new Schemas(readSchemas());
const config = {
  schema: 1 as const,
  title: "",
  owners: [{ id: "a", title: "A" }],
  severities: [{ id: "a", title: "A" }],
};

function cursorAt(source: Source, place: Place) {
  const yaml = splitFrontMatter(source).yaml ?? { start: 0, end: source.text.length };
  return yamlAt(source.text, yaml.start, yaml.end, source.offset(place.line, place.column) + 1);
}

/** Every scalar with its path, and its key where it has one. */
function* scalarsOf(file: ParsedFile, data: object, path: YamlPath = []): Iterable<[YamlPath, Place]> {
  const keys = Array.isArray(data) ? [...data.keys()] : Object.keys(data);
  for (const key of keys) {
    const value: unknown = data[key as never];
    if (typeof value === "object" && value !== null) yield* scalarsOf(file, value, [...path, key]);
    else yield [[...path, key], file.places.value(data, key)];
  }
}

test.each(files.map((file) => [file.path, file] as const))(
  "%s: every value is found by its place, and the schema knows it",
  (_, file) => {
    const shape = schemas.node(schemaOf(file.file));
    let seen = 0;
    for (const [path, place] of scalarsOf(file, file.data as object)) {
      const raw = file.source.text.slice(file.source.offset(place.line, place.column));
      if (/^[|>]/.test(raw)) continue;
      const outer = entryPath(file.file);
      const isInEntry = outer.length > 0 && path[0] === outer[0];
      // The name of the file is the id of its only entry.
      if (isInEntry && path.length === outer.length + 1 && path.at(-1) === "id") continue;
      expect(cursorAt(file.source, place)?.path).toEqual(isInEntry ? path.slice(outer.length) : path);
      seen++;
      // The values of custom fields are described by `inquest.yaml`, not by the schema.
      if (path.includes("fields") && file.path !== "inquest.yaml") continue;
      expect(shape.follow(path).exists).toBe(true);
      expect(
        shape.follow(path.slice(0, path.findLastIndex((one) => typeof one === "string") + 1)).description,
      ).toBeDefined();
    }
    expect(seen).toBeGreaterThan(1);
  },
);

test.each(files.map((file) => [file.path, file] as const))(
  "%s: what refers to something is known by its place alone",
  (_, file) => {
    const { source, places } = file;
    const schema = checkSchema(file);
    const document = { type: file.file.role, data: schema.data, places, source } as unknown as AnyDocument;
    const isDocument = file.file.role === "postmortem" || file.file.role === "drill";
    const all = isDocument ? referencesOf(document, config) : catalogReferencesOf({ parsed: file, schema }, config);
    for (const { place, kind, id } of all) {
      const cursor = cursorAt(source, place);
      if (cursor === null) throw new Error(`nothing at ${place.line}`);
      const path = [...entryPath(file.file), ...cursor.path, ...(cursor.is === "key" ? [cursor.text] : [])];
      const found = referencesAt({ role: file.file, path, siblings: cursor.siblings }, cursor.text, config);
      expect(found.map((one) => [one.kind, one.id])).toContainEqual([kind, id]);
    }
  },
);

/** Every path at which a schema expects a text. */
function* pathsOf(shape: SchemaNode, path: YamlPath = []): Iterable<YamlPath> {
  if (shape.takesText) yield path;
  for (const { name, value } of shape.fields) yield* pathsOf(value, [...path, name]);
  const item = shape.at(0);
  if (item.exists) yield* pathsOf(item, [...path, 0]);
}

test("what a text refers to can be asked wherever a schema expects one", () => {
  const roles = new Map(files.map(({ file }) => [file.role === "catalog" ? file.name : file.role, file]));
  const siblings = ["unknown", "unpublished", "none", "id"];
  let asked = 0;
  for (const role of roles.values())
    for (const path of pathsOf(schemas.node(schemaOf(role))))
      for (const value of ["x", "S1", "step:x", ""]) {
        referencesAt({ role, path, siblings }, value, config);
        asked++;
      }
  expect(asked).toBeGreaterThan(1000);
});

test.each(rules.map(({ id }) => id))("the example of %s is told as check tells it", async (id) => {
  const { root, request } = exampleFolder(fencesOf(readRuleDoc(id)).get("Example") ?? []);
  const published = new Map<string, PublishDiagnosticsParams>();
  const editor = {
    open: () => [],
    publish: (params: PublishDiagnosticsParams) => void published.set(params.uri, params),
    log: (message: string) => expect(message).toBe(""),
    can: { related: true, versionedEdits: true, createFiles: false, resolveEdits: true, markdown: true },
  };
  const session = new Session(root, editor, () => request.now ?? "");
  session.changed();
  await session.latest();
  const expected = (await check(root, { ...request, baseline: null, findDuplicates: true })).diagnostics.map(
    ({ rule, file, line, column, message, hint, related }) =>
      [session.uri(file), rule, line, column, hint ? `${message}\n${hint}` : message, related?.length] as const,
  );
  const found = [...published.values()].flatMap(({ uri, diagnostics }) =>
    diagnostics.map(
      ({ code, range: { start }, message, relatedInformation }) =>
        [uri, code, start.line + 1, start.character + 1, message, relatedInformation?.length] as const,
    ),
  );
  expect(found).toEqual(expected);
  session.close();
  expect([...published.values()].flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
});
