import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import type { AnyDocument, Collection } from "../../src/model/collection.js";
import { CATALOG_KINDS } from "../../src/model/kinds.js";
import { type PlannedSite, planFor } from "../../src/pipeline/site.js";
import { check } from "../../src/pipeline.js";
import { alterHidden } from "../../src/redact/alter-hidden.js";
import { drill, incident } from "../support/collection.js";
import { demoCollection } from "../support/demo-collection.js";

type Node = { [key: string]: unknown };
type Schemas = ReadonlyMap<string, Node>;

const SCHEMA = new URL("../../schema/", import.meta.url);
const schemas: Schemas = new Map(
  readdirSync(SCHEMA)
    .filter((name) => name.endsWith(".schema.json"))
    .map((name) => [name.replace(".schema.json", ""), JSON.parse(readFileSync(new URL(name, SCHEMA), "utf8"))]),
);

/** Where in the data of a schema `visibility` may stand: `timeline[].disputed[]`; the whole is empty. */
function* visiblePlaces(file: string, at: Node = schemas.get(file) ?? {}, path = ""): Iterable<string> {
  const { $ref, properties, items, ...others } = at;
  if (typeof $ref === "string") {
    const [urn = "", pointer = ""] = $ref.split("#");
    const target = urn === "" ? file : (urn.split(":").at(-1) ?? "");
    const found = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((node, key) => (node as Node)[key], schemas.get(target));
    yield* visiblePlaces(target, found as Node, path);
  }
  if (properties !== undefined && "visibility" in (properties as Node)) yield path;
  for (const [key, child] of Object.entries((properties ?? {}) as Node))
    if (typeof child === "object") yield* visiblePlaces(file, child as Node, path === "" ? key : `${path}.${key}`);
  if (typeof items === "object") yield* visiblePlaces(file, items as Node, `${path}[]`);
  for (const key of ["if", "then", "else", "allOf", "anyOf", "oneOf"])
    for (const child of [others[key] ?? []].flat()) yield* visiblePlaces(file, child as Node, path);
}

/** The first map at such a place. */
function find(data: unknown, path: string): Node | undefined {
  if (path === "") return typeof data === "object" && !Array.isArray(data) ? (data as Node) : undefined;
  if (Array.isArray(data) && path.startsWith("[]")) {
    const rest = path.replace(/^\[\]\.?/, "");
    return data.map((item) => find(item, rest)).find((one) => one !== undefined);
  }
  const [, key = "", rest = ""] = /^([a-z_]+)\.?(.*)$/.exec(path) ?? [];
  return typeof data === "object" && data !== null && key !== "" ? find((data as Node)[key], rest) : undefined;
}

/** What the demo does not have. */
const SOURCES = [{ id: "S1", title: "A talk about it", url: "https://example.org/talk", publisher: "Example" }];
const EVIDENCE = [{ id: "E9", kind: "log", title: "The log of the run", file: "run.log" }];
const REVISIONS = [{ on: "2026-06-09", what: "The times were corrected" }];
const ACTION = { id: "A9", title: "Look at it", type: "observe", state: "proposed" };
const MISSING = { id: "M9", what: "The trace of a call", kind: "trace", needed_for: "Telling who called" };

let root: string;
let demo: Collection;
beforeEach(async () => {
  base = undefined;
  root = demoCollection();
  const request = { now: null, today: "2026-11-02" };
  const { collection } = await check(root, request);
  demo = {
    ...collection,
    // Pages of rules hold nothing of a collection, and take half of the time.
    config: {
      ...collection.config,
      site: { ...collection.config.site, rules: false },
      sources: [{ name: "payments", url: "https://git.example.org/payments.git" }],
    },
    postmortems: collection.postmortems.map((one, at) => {
      const { extent } = one.data;
      // It may be a list or one alone.
      const alone = at === 0 && Array.isArray(extent) ? { extent: extent[0] } : {};
      return withData(one, { sources: SOURCES, revisions: REVISIONS, ...alone });
    }),
    drills: collection.drills.map((one) =>
      withData(one, {
        sources: SOURCES,
        revisions: REVISIONS,
        evidence: EVIDENCE,
        missing_evidence: [MISSING],
        actions: [...(one.data.actions ?? []), ACTION],
        related: [{ incident: collection.postmortems[0]?.id, relation: "see-also", why: "It is alike" }],
      }),
    ),
    catalogs: {
      ...collection.catalogs,
      objectives: collection.catalogs.objectives.map((one) => ({
        ...one,
        overrides: [{ service: "token-issuer", target: "PT1M", why: "It is asked by everybody" }],
      })) as Collection["catalogs"]["objectives"],
    },
  };
});

function withData<T extends AnyDocument>(one: T, more: object): T {
  // Each has its own: an entry is known by identity.
  return { ...one, data: { ...one.data, ...structuredClone(more) } };
}

/** Hides one entry of a kind: the first of a collection. */
function* variants(): Iterable<readonly [place: string, Collection | undefined]> {
  for (const place of new Set(visiblePlaces("inquest"))) {
    if (place === "") continue;
    const config = structuredClone(demo.config);
    const found = find(config, place);
    yield [`inquest ${place}`, found && hide(found, { ...demo, config })];
  }
  for (const [file, list] of [
    ["postmortem", "postmortems"],
    ["drill", "drills"],
  ] as const)
    for (const place of new Set(visiblePlaces(file))) {
      const all = demo[list].map((one) => ({ ...one, data: structuredClone(one.data) }) as AnyDocument);
      const found = all.map(({ data }) => find(data, place)).find((one) => one !== undefined);
      yield [`${file} ${place}`, found && hide(found, { ...demo, [list]: all })];
    }
  for (const { catalog, list, property } of CATALOG_KINDS)
    for (const place of new Set(visiblePlaces(catalog))) {
      if (!place.startsWith(`${list}[]`)) continue;
      const entries = structuredClone(demo.catalogs[property]);
      const found = find({ [list]: entries }, place);
      yield [
        `${catalog} ${place}`,
        found && hide(found, { ...demo, catalogs: { ...demo.catalogs, [property]: entries } }),
      ];
    }
}

function hide(found: Node, collection: Collection): Collection {
  found.visibility = "internal";
  return collection;
}

/** The plan of the public site. What comes with the package is read once. */
let base: PlannedSite | undefined;
async function planned(collection: Collection): Promise<PlannedSite> {
  const day = { audience: "public", baseUrl: "https://learning.example.org/", now: "2026-11-02" } as const;
  const options = { ...day, commit: null, version: "0.0.0", isPartial: false };
  // Of another day, so that nothing of what it shows is taken over.
  const before = base && { ...base, now: "" };
  const site = await planFor(root, collection, options, before);
  base ??= site;
  return site;
}

/** All that the files of a site are made of, but for what is the same for every collection. */
function inputOf({ graph, measures, attachments, evidenceHashes, unshown }: PlannedSite): Map<string, string> {
  const text = (value: unknown) =>
    JSON.stringify(value, (key, part) => {
      // No stage asks where something stands in a source.
      if (key === "position" || key === "place" || key === "places") return undefined;
      if (key === "source" && typeof part === "object") return part.path;
      return part instanceof Map || part instanceof Set ? [...part] : part;
    });
  const { config, catalogs, postmortems, drills, about } = graph.collection;
  const files = attachments.map(({ path, content }) => [path, Buffer.from(content).toString()] as const);
  const documents = [...postmortems, ...drills].map((one) => [one.id, text(one)] as const);
  return new Map([
    ["config", text(config)],
    ["catalogs", text(catalogs)],
    ["order", text([...postmortems, ...drills].map(({ id }) => id))],
    ["about", text(about)],
    ["measures", text(measures)],
    ["evidence", text(evidenceHashes)],
    ["unshown", text(unshown)],
    ...documents,
    ...files,
  ]);
}

/** Every file of a public site, and what its search index is made of. */
function filesOf({ plan, attachments }: PlannedSite): Map<string, string> {
  const files = new Map<string, string>();
  for (const { path, content } of [...plan.files(), ...attachments]) files.set(path, Buffer.from(content).toString());
  for (const record of plan.records()) files.set(`${record.path} in search`, JSON.stringify(record.make()));
  return files;
}

function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
}

/** Files are made of the input alone: where that is the same, they are compared at every twelfth place only. */
const FILES_EVERY = 12;

test("wherever visibility may stand, what it hides is in no file of the public site", async ({ task }) => {
  const faults: string[] = [];
  let cases = 0;
  for (const [place, collection] of variants()) {
    cases++;
    if (collection === undefined) {
      faults.push(`${place}: the fixture has none`);
      continue;
    }
    const altered = alterHidden(collection);
    const texts = [...altered.texts].length + altered.ids.size;
    if (texts === 0) faults.push(`${place}: nothing was hidden`);
    const [site, other] = [await planned(collection), await planned(altered.collection)];
    const isSame = differences(inputOf(site), inputOf(other)).length === 0;
    const found = isSame && cases % FILES_EVERY > 0 ? [] : differences(filesOf(site), filesOf(other));
    if (found.length > 0) faults.push(`${place}: ${found.slice(0, 3).join(", ")}`);
  }
  expect(faults).toEqual([]);
  expect(cases).toBeGreaterThan(45);
  task.meta.cases = cases;
});

test("how many incidents and drills are hidden shows nowhere", async () => {
  const [one] = demo.postmortems;
  const [held] = demo.drills;
  if (!one || !held) throw new Error("The demo has no documents");
  const internal = { visibility: "internal" } as const;
  const all: Collection = {
    ...demo,
    postmortems: [
      ...demo.postmortems,
      incident("2026-10-01-a", { ...one.data, status: "draft" }),
      incident("2026-10-02-b", { ...one.data, ...internal }),
      incident("2026-10-03-c", { ...one.data, ...internal }),
    ],
    drills: [...demo.drills, drill("2026-10-04-d", { ...held.data, ...internal })],
  };
  expect(differences(filesOf(await planned(all)), filesOf(await planned(demo)))).toEqual([]);
});
