import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { link } from "../../src/link/link.js";
import { type AnyDocument, type Body, type Collection, emptyCatalogs } from "../../src/model/collection.js";
import type { FieldDeclaration } from "../../src/model/custom-fields.js";
import { CATALOG_KINDS, entriesIn } from "../../src/model/kinds.js";
import { check } from "../../src/pipeline.js";
import { alterHidden } from "../../src/redact/alter-hidden.js";
import { attachmentsFor } from "../../src/redact/attachments.js";
import { redact } from "../../src/redact/redact.js";
import { collection, drill, incident } from "../support/collection.js";
import { renderPages } from "../support/render.js";

let example: Collection;
/** The example without bodies, which refer to nothing but documents. */
let bodiless: Collection;
beforeAll(async () => {
  const root = fileURLToPath(new URL("../../postmortems/", import.meta.url));
  const options = { now: null, today: "2026-11-23" };
  example = (await check(root, options)).collection;
  const strip = <T extends AnyDocument>(one: T): T => ({ ...one, body: EMPTY });
  bodiless = { ...example, postmortems: example.postmortems.map(strip), drills: example.drills.map(strip) };
});

const EMPTY: Body = {
  tree: { type: "root", children: [] },
  text: "",
  headings: [],
  sections: [],
  links: [],
  containerFaults: [],
};
const INTERNAL = { visibility: "internal" } as const;

/** What the stages behind the redaction get, as text. No stage asks where something stands in a source. */
function seenText(collection: Collection): string {
  const seen = redact(collection, "public");
  return JSON.stringify([seen, attachmentsFor(collection, seen)], (key, value) => {
    if (key === "position" || key === "place" || key === "places") return undefined;
    return key === "source" && typeof value === "object" ? value.path : value;
  });
}

/** Says which of the collections show in public what they hide. */
function leaks(variants: Iterable<readonly [what: string, Collection]>): string[] {
  return [...variants].flatMap(([what, collection]) => {
    const altered = alterHidden(collection);
    if (altered.ids.size + altered.texts.size === 0) return [`${what} is not altered`];
    return seenText(collection) === seenText(altered.collection) ? [] : [what];
  });
}

/** The text of a document, for what it may refer to. */
const texts = new WeakMap<AnyDocument, string>();
function textOf(document: AnyDocument): string {
  const text = texts.get(document) ?? `${document.source.path} ${JSON.stringify(document.data)} ${document.body.text}`;
  texts.set(document, text);
  return text;
}

/** Without the documents that do not hold the word: what they show cannot depend on what has it as its id. */
function naming(word: string, collection: Collection): Collection {
  const { postmortems, drills } = collection;
  const isKept = (one: AnyDocument) => textOf(one).includes(word);
  return { ...collection, postmortems: postmortems.filter(isKept), drills: drills.filter(isKept) };
}

function* hiddenCatalogEntries(): Iterable<readonly [string, Collection]> {
  for (const { kind, property, nested } of CATALOG_KINDS) {
    const list: readonly { id: string }[] = example.catalogs[property];
    const withEntry = (id: string, entry: object): Collection => ({
      ...naming(id, bodiless),
      catalogs: { ...example.catalogs, [property]: list.map((one) => (one.id === id ? entry : one)) },
    });
    for (const entry of list) {
      yield [`${kind} ${entry.id}`, withEntry(entry.id, { ...entry, ...INTERNAL })];
      for (const inner of nested ? entriesIn(entry, nested.list) : []) {
        const inside = entriesIn(entry, nested?.list ?? "").map((one) =>
          one === inner ? { ...one, ...INTERNAL } : one,
        );
        yield [
          `${nested?.kind} ${entry.id}/${inner.id}`,
          withEntry(entry.id, { ...entry, [nested?.list ?? ""]: inside }),
        ];
      }
    }
  }
}

function withDocument(document: AnyDocument, data: object): Collection {
  const { postmortems, drills } = naming(document.id, example);
  const replace = <T extends AnyDocument>(list: readonly T[]) =>
    list.map((one) => (one.id === document.id ? ({ ...one, data } as T) : one));
  return { ...example, postmortems: replace(postmortems), drills: replace(drills) };
}

/** Every entry of every list of every document, alone in its collection: it can concern no other document. */
function* hiddenEntries(): Iterable<readonly [string, Collection]> {
  for (const document of [...bodiless.postmortems, ...bodiless.drills]) {
    const alone = (data: object): Collection => ({
      ...example,
      catalogs: emptyCatalogs(),
      postmortems: [],
      drills: [],
      [document.type === "drill" ? "drills" : "postmortems"]: [{ ...document, data }],
    });
    for (const [key, value] of Object.entries(document.data)) {
      if (Array.isArray(value)) {
        for (const [at, item] of value.entries()) {
          if (typeof item !== "object") continue;
          const list = value.map((one, index) => (index === at ? { ...one, ...INTERNAL } : one));
          yield [`${document.id}: ${key}[${at}]`, alone({ ...document.data, [key]: list })];
        }
      } else if (
        typeof value === "object" &&
        value !== null &&
        !("unknown" in value || "unpublished" in value || "none" in value || "not_applicable" in value)
      )
        yield [`${document.id}: ${key}`, alone({ ...document.data, [key]: { ...value, ...INTERNAL } })];
    }
  }
}

test("an internal catalog entry shows nowhere, whatever refers to it", () => {
  const variants = [...hiddenCatalogEntries()];
  expect(variants.filter(([, { postmortems }]) => postmortems.length > 1).length).toBeGreaterThan(150);
  expect(leaks(variants)).toEqual([]);
});

test("an internal document shows nowhere, and neither does a draft", () => {
  const documents = [...example.postmortems, ...example.drills];
  const variants = documents.map((one, at) => {
    const hiding = at % 3 === 0 ? { status: "draft" } : INTERNAL;
    return [one.id, withDocument(one, { ...one.data, ...hiding })] as const;
  });
  const named = variants.filter(([, { postmortems, drills }]) => postmortems.length + drills.length > 1);
  expect(named.length).toBeGreaterThan(20);
  expect(leaks(variants)).toEqual([]);
});

test("an internal entry of a document shows nowhere, whatever refers to it", () => {
  const variants = [...hiddenEntries()];
  expect(variants.length).toBeGreaterThan(1500);
  expect(leaks(variants)).toEqual([]);
});

test("what an internal block of a body says shows nowhere, and neither does the name of a hidden file", () => {
  const body = [
    "## Summary",
    "",
    "Told. [The drill](../drills/2026-05-20-hidden.md) and [the log](../evidence/2026-05-20-hidden/log.txt).",
    "",
    ":::internal",
    "### What the vendor said",
    "",
    "The console had no second factor[^1], see [the mail](https://example.org/mail).",
    "",
    "[^1]: For anybody.",
    ":::",
    "",
    "After.",
  ].join("\n");
  const shown = incident("2026-03-14-shown", { visibility: "public" }, body);
  const of = collection([shown], { drills: [drill("2026-05-20-hidden", INTERNAL)] });
  expect(leaks([["body", of]])).toEqual([]);
  expect(seenText(of)).not.toMatch(/vendor|factor|2026-05-20-hidden/);
});

test("an internal custom field shows nowhere: neither its values nor its declaration", async () => {
  const all: FieldDeclaration["on"] = ["postmortem", "drill", "action"];
  const show: FieldDeclaration["show"] = ["fact", "facet", "column"];
  const declared: FieldDeclaration[] = [
    { name: "customers_affected", title: "Customers affected", type: "number", on: all, show },
    { name: "cost_centre", title: "Cost centre", type: "choice", options: ["platform", "orders"], on: all, show },
    { name: "channels", title: "Sales channels", type: "choices", options: ["shop", "app"], on: all, show },
    { name: "name", title: "What it is called", type: "text", on: all, show },
  ];
  const fields = { customers_affected: 1240, cost_centre: "platform", channels: ["app"], name: "Harvest" };
  const action = { id: "A1", title: "Look", type: "observe", state: "proposed", fields } as const;
  for (const hidden of declared) {
    const of = collection([incident("2026-03-14-shown", { visibility: "public", fields, actions: [action] })], {
      config: { fields: declared.map((one) => (one === hidden ? { ...one, ...INTERNAL } : one)) },
      drills: [drill("2026-05-20-shown", { visibility: "public", fields, actions: [action] })],
    });
    expect(leaks([[hidden.name, of]])).toEqual([]);
    const seen = seenText(of);
    expect(seen).not.toContain(hidden.title);
    expect(Object.keys(redact(of, "public").postmortems[0]?.data.fields ?? {})).not.toContain(hidden.name);
    const render = async (one: Collection) => {
      const visible = redact(one, "public");
      return [...(await renderPages(visible, { graph: link(visible), audience: "public" }))];
    };
    expect(await render(alterHidden(of).collection)).toEqual(await render(of));
  }
});

/** A generator of the same numbers from 0 to 1 for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** The example with a share of all catalog entries, documents and entries of documents hidden. */
function hideSome(share: number, seed: number): Collection {
  const next = random(seed);
  const hide = <T extends object>(one: T): T => (next() < share ? { ...one, ...INTERNAL } : one);
  const data = <T extends object>(all: T): T =>
    Object.fromEntries(
      Object.entries(all).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.map((item) => (typeof item === "object" ? hide(item) : item)) : value,
      ]),
    ) as T;
  const document = <T extends AnyDocument>(one: T): T => ({ ...one, data: hide(data(one.data)) });
  return {
    ...example,
    catalogs: Object.fromEntries(
      Object.entries(example.catalogs).map(([name, list]) => [name, list.map((entry: object) => hide(data(entry)))]),
    ) as unknown as Collection["catalogs"],
    postmortems: example.postmortems.map(document),
    drills: example.drills.map(document),
  };
}

test.each([
  [0.05, 1],
  [0.3, 2],
])("with a share of %f hidden, the public site does not depend on what that is", async (share, seed) => {
  const collection = hideSome(share, seed);
  const render = (of: Collection) => {
    const seen = redact(of, "public");
    return renderPages(seen, { graph: link(seen), audience: "public", baseUrl: "https://learning.example.org/" });
  };
  const [pages, altered] = [await render(collection), await render(alterHidden(collection).collection)];
  expect([...altered.keys()]).toEqual([...pages.keys()]);
  expect([...pages].filter(([path, text]) => altered.get(path) !== text).map(([path]) => path)).toEqual([]);
});
