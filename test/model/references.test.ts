import { expect, test } from "vitest";
import { CATALOG_KINDS, CATALOG_NAMES, CONFIG_KINDS, KINDS, type Kind, LOCAL_KINDS } from "../../src/model/kinds.js";
import { REFERENCES, type ReferenceOwner } from "../../src/model/references.js";
import { readSchemas } from "../../src/read/read-schemas.js";
import { type Schema, Schemas } from "../../src/util/json-schema.js";

const schemas = new Schemas(readSchemas());
/** The definitions of `common` whose values are ids of something. */
const ID =
  /#\/\$defs\/(id|document_id|kind_path|evidence_id|source_id|missing_id|action_id|finding_id|reference|observed)$/;
/** Fields that declare an id instead of referring to one. */
const isDeclaration = (path: string) => /(^|\.)id$|^sources\[\]\.name$/.test(path);

/** Every field below a schema with the schemas that its value can have, those that only refer to others included. */
function fieldsOf(name: string): [path: string, Schema][] {
  return [...schemas.node(name).walk()].flatMap(([path, { parts }]) =>
    parts.map(({ schema }): [string, Schema] => [path, schema]),
  );
}

const OWNERS: readonly (readonly [ReferenceOwner, schema: string, list: string])[] = [
  ["postmortem", "postmortem", ""],
  ["drill", "drill", ""],
  ["config", "inquest", ""],
  ...CATALOG_KINDS.map(({ kind, catalog, list }) => [kind, catalog, `${list}[].`] as const),
];
const fields = OWNERS.flatMap(([owner, name, list]) =>
  fieldsOf(name).flatMap(([path, schema]) =>
    path.startsWith(list) ? [{ owner, path: path.slice(list.length), schema }] : [],
  ),
);
const rowsFor = (owner: ReferenceOwner, path: string) =>
  REFERENCES.filter(
    (row) =>
      (row.of === owner && row.path === path) ||
      (row.of === "document" && (owner === "postmortem" || owner === "drill") && row.path === path) ||
      (row.of === "anything" && (path === row.path || path.endsWith(`.${row.path}`))),
  );

test("every field of the schemas whose value is an id is in the table", () => {
  const ids = fields.filter(
    ({ path, schema }) =>
      !isDeclaration(path) &&
      // The ids of kinds inside classes are declared there; a pattern alone is an id too.
      (ID.test(schema.$ref ?? "") || /^\^(\[ES\]|\[a-z0-9\]\+)/.test(String(schema.pattern ?? ""))),
  );
  expect(ids.length).toBeGreaterThan(50);
  const missing = ids.filter(({ owner, path }) => rowsFor(owner, path).length === 0);
  expect([...new Set(missing.map(({ owner, path }) => `${owner}: ${path}`))]).toEqual([]);
});

test("every row of the table is a field of a schema, once", () => {
  const unknown = REFERENCES.filter((row) => !fields.some(({ owner, path }) => rowsFor(owner, path).includes(row)));
  expect(unknown).toEqual([]);
  const keys = REFERENCES.map(({ of, path }) => `${of} ${path}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("what an edge takes from the fields beside it are fields of the schema", () => {
  for (const { of, path, edge } of REFERENCES) {
    const beside = path.replace(/[^.]*$/, "");
    for (const name of [edge?.why, edge?.detail]) {
      if (name === undefined || name.startsWith('"')) continue;
      const owners = of === "document" ? ["postmortem", "drill"] : [of];
      const isField = (owner: string) =>
        fields.some((field) =>
          of === "anything" ? field.path.endsWith(`.${name}`) : field.owner === owner && field.path === beside + name,
        );
      expect([of, path, name, owners.every(isField)]).toEqual([of, path, name, true]);
    }
  }
});

test("a reference to something that can be hidden says what becomes of it", () => {
  const canHide = (kind: Kind) => ["folder", "catalog", "within"].some((home) => home in KINDS[kind].home);
  for (const { of, path, to, whenHidden } of REFERENCES) {
    const targets = to === "typed" ? (["contract"] as const) : [to].flat();
    expect([of, path, whenHidden !== undefined]).toEqual([of, path, targets.some((kind) => canHide(kind as Kind))]);
  }
});

test("the kinds are those of the schemas", () => {
  const { parts } = schemas.node("postmortem").follow(["actions", 0, "addresses", 0]);
  const pattern = String(parts.find(({ schema }) => schema.pattern !== undefined)?.schema.pattern);
  const names = /^\^\(([^)]*)\)/.exec(pattern)?.[1]?.split("|") ?? [];
  const all = Object.keys(KINDS) as Kind[];
  expect(names.sort()).toEqual(all.filter((kind) => KINDS[kind].typed).sort());
  for (const name of CATALOG_NAMES) {
    const lists = CATALOG_KINDS.filter(({ catalog }) => catalog === name).map(({ list }) => list);
    expect(["schema", ...lists].sort()).toEqual(
      schemas
        .node(name)
        .fields.map((field) => field.name)
        .sort(),
    );
  }
  // What has a list of entries with an id is a kind.
  for (const [name, kinds] of [
    ["postmortem", LOCAL_KINDS],
    ["drill", LOCAL_KINDS],
    ["inquest", CONFIG_KINDS],
  ] as const) {
    const declared = fieldsOf(name).flatMap(([path]) => /^(\w+)\[\]\.id$/.exec(path)?.[1] ?? []);
    for (const list of declared) expect(kinds.map((kind) => kind.list)).toContain(list);
  }
});
