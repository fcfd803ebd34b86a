import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Cache } from "../../src/cache/cache.js";
import { resultsInMemory } from "../../src/pipeline/kept-results.js";
import { check } from "../../src/pipeline.js";
import { parseMemo } from "../../src/session/parse-memo.js";
import { temporaryFolder } from "../support/collection-folder.js";

const FAULTS = "test/projects/every-fault";
const DAY = "2026-11-23";

type Options = Partial<Parameters<typeof check>[1]>;

/** All that a check says, for comparison. */
async function said(root: string, options: Options = {}) {
  const { diagnostics, suppressed, baselined, now, collection } = await check(root, {
    now: null,
    today: DAY,
    findDuplicates: true,
    ...options,
  });
  const { postmortems, drills, catalogs, config } = collection;
  const data = [...postmortems, ...drills].map((document) => [document.id, document.data]);
  return JSON.parse(JSON.stringify({ diagnostics, suppressed, baselined, now, data, catalogs, config }));
}

const first = (root: string, folder: string, at = 0) =>
  join(
    root,
    folder,
    readdirSync(join(root, folder))
      .filter((name) => /\.(md|yaml)$/.test(name))
      .sort()[at] ?? "",
  );
/** One that a document lists. */
const lastAttachment = (root: string) => {
  const folder = join(root, "evidence");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".txt"));
  return join(folder, names.sort().at(-1) ?? "");
};
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, "utf8")));

/** What somebody may do between two checks. Each happens on top of those before. */
const CHANGES: Readonly<Record<string, (root: string) => unknown>> = {
  nothing: () => {},
  "a body is edited": (root) =>
    edit(first(root, "incidents"), (text) => `${text}\nAnother line, and a [link](gone.md).\n`),
  "a title is copied": (root) => {
    const title = /^title: .*/m.exec(readFileSync(first(root, "incidents", 2), "utf8"))?.[0] ?? "";
    edit(first(root, "incidents", 1), (text) => text.replace(/^title: .*/m, title));
  },
  "a document is renamed": (root) =>
    renameSync(first(root, "incidents", 3), join(root, "incidents/2026-01-01-renamed.md")),
  "a document is deleted": (root) => rmSync(first(root, "incidents", 4)),
  "a document is copied": (root) => cpSync(first(root, "incidents", 2), join(root, "incidents/2026-02-02-copied.md")),
  "a drill is edited": (root) => edit(first(root, "drills"), (text) => text.replace(/^status: .*/m, "status: draft")),
  "a drill is copied among the incidents": (root) => {
    const drill = first(root, "drills");
    cpSync(drill, join(root, "incidents", basename(drill)));
  },
  "an attachment is there in upper case too": (root) => {
    const path = lastAttachment(root);
    cpSync(path, join(dirname(path), basename(path).toUpperCase()));
  },
  "an attachment is changed": (root) => edit(lastAttachment(root), (text) => `${text}changed\n`),
  "an entry of a catalog is removed": (root) =>
    edit(join(root, "catalog/services.yaml"), (text) => text.replace(/^ {2}- [\s\S]*?(?=^ {2}- )/m, "")),
  "a rule gets another severity": (root) =>
    edit(join(root, "inquest.yaml"), (text) => `${text}\nrules: {answers-blank: error}\n`),
  "another day": () => ({ today: "2027-12-31", now: "2027-12-31" }),
  "drafts as if they were published": () => ({ asPublished: true }),
  "for the public": () => ({ forPublic: true }),
};

test("what is kept of a document says the same whatever else is checked", async () => {
  const root = temporaryFolder({});
  cpSync(FAULTS, root, { recursive: true });
  const [parse, results] = [parseMemo(), resultsInMemory()];
  const before = await said(root, { parse, results });
  for (const folder of ["incidents", "drills"])
    for (const name of readdirSync(join(root, folder))) {
      edit(join(root, folder, name), (text) => `${text}\n`);
      expect(await said(root, { parse, results }), name).toEqual(before);
    }
});

test("a warm check says what a cold one says, after any change", async () => {
  const root = temporaryFolder({});
  cpSync(FAULTS, root, { recursive: true });
  const folder = temporaryFolder({});
  const [parse, results] = [parseMemo(), resultsInMemory()];
  await said(root, { parse, results });
  for (const [change, make] of Object.entries(CHANGES)) {
    const options = (make(root) ?? {}) as Options;
    const cold = await said(root, options);
    const cache = new Cache(folder, "1");
    expect(await said(root, { ...options, cache }), change).toEqual(cold);
    cache.save();
    expect(await said(root, { ...options, cache: new Cache(folder, "1") }), `${change}, twice`).toEqual(cold);
    expect(await said(root, { ...options, parse, results }), `${change}, while watching`).toEqual(cold);
    expect(await said(root, { ...options, bodiesAtOnce: 1 }), `${change}, one body at a time`).toEqual(cold);
    expect(await said(root, { ...options, bodiesAtOnce: 7 }), `${change}, some bodies at a time`).toEqual(cold);
  }
});
