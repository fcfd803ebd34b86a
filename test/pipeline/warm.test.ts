import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Cache } from "../../src/cache/cache.js";
import { duplicatesInMemory } from "../../src/pipeline/kept-duplicates.js";
import { resultsIn, resultsInMemory } from "../../src/pipeline/kept-results.js";
import { check } from "../../src/pipeline.js";
import { parseMemo } from "../../src/session/parse-memo.js";
import type { KnownResults } from "../../src/validate/known-results.js";
import { ALSO_SOUND, collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";

const FAULTS = "test/projects/every-fault";
const DAY = "2026-11-23";

type Options = Partial<Parameters<typeof check>[1]>;

/** A document with attachments. */
const ATTACHED = "incidents/2026-09-16-sidecars-refused-a-signed-bundle.md";
/** A document that leads to others. */
const LEADING = "incidents/2026-03-02-leading.md";

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
  "a draft tells what another document tells": (root) => {
    const text = readFileSync(first(root, "incidents", 2), "utf8").replace(/^status: .*/m, "status: draft");
    writeFileSync(join(root, "incidents/2026-02-03-draft.md"), text);
    writeFileSync(join(root, "incidents/2026-02-04-other.md"), text.replace(/^status: .*/m, "status: published"));
  },
  "the draft tells something else": (root) =>
    edit(join(root, "incidents/2026-02-03-draft.md"), (text) =>
      text.replace(/^title: .*/m, "title: Else").slice(0, 600),
    ),
  "a document is renamed": (root) =>
    renameSync(first(root, "incidents", 3), join(root, "incidents/2026-01-01-renamed.md")),
  "a document is deleted": (root) => rmSync(first(root, "incidents", 4)),
  "a document is copied": (root) => cpSync(first(root, "incidents", 2), join(root, "incidents/2026-02-02-copied.md")),
  "a document refers to others that are not there, and links to them": (root) =>
    writeFileSync(
      join(root, LEADING),
      `${readFileSync(first(root, "incidents", 2), "utf8").replace(
        /^title: .*/m,
        "title: Leads to others\nrelated:\n  - incident: 2026-01-01-renamed\n    relation: same-pattern\n    why: Alike\n  - incident: 2026-03-03-awaited\n    relation: same-pattern\n    why: Alike",
      )}\nSee [this](2026-03-03-awaited.md), [that](2026-01-01-renamed.md) and [more](README.md).\n`,
    ),
  "what it waits for is there": (root) =>
    cpSync(first(root, "incidents", 2), join(root, "incidents/2026-03-03-awaited.md")),
  "a file that it links to is there, and is no document": (root) =>
    writeFileSync(join(root, "incidents/README.md"), "# Read me\n"),
  "what it refers to has another name": (root) =>
    renameSync(join(root, "incidents/2026-01-01-renamed.md"), join(root, "incidents/2026-01-02-renamed.md")),
  "and has its name again": (root) =>
    renameSync(join(root, "incidents/2026-01-02-renamed.md"), join(root, "incidents/2026-01-01-renamed.md")),
  "what it links to is deleted": (root) => {
    rmSync(join(root, "incidents/2026-03-03-awaited.md"));
    rmSync(join(root, "incidents/README.md"));
  },
  "what it refers to is among the drills": (root) =>
    renameSync(join(root, "incidents/2026-01-01-renamed.md"), join(root, "drills/2026-01-01-renamed.md")),
  "a drill is edited": (root) => edit(first(root, "drills"), (text) => text.replace(/^status: .*/m, "status: draft")),
  "a drill is copied among the incidents": (root) => {
    const drill = first(root, "drills");
    cpSync(drill, join(root, "incidents", basename(drill)));
  },
  "an attachment of another document is listed": (root) =>
    edit(join(root, ATTACHED), (text) => text.replace(/^ +file: /m, (found) => `${found}../2026-03-02-leading/`)),
  "and is there": (root) => {
    mkdirSync(join(root, "evidence/2026-03-02-leading"));
    const name = basename(lastAttachment(root));
    writeFileSync(join(root, "evidence/2026-03-02-leading", name), "not what was attached\n");
  },
  "a document links out of the collection": (root) =>
    edit(
      join(root, "incidents/2026-09-30-issuer-certificate-expired.md"),
      (text) => `${text}\nSee [that](../../out.md).\n`,
    ),
  "a link is among the attachments": (root) =>
    symlinkSync("gone.txt", join(root, "evidence/2026-03-02-leading/link.txt")),
  "and is gone": (root) => rmSync(join(root, "evidence/2026-03-02-leading/link.txt")),
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

test("while watching, rules that look at no other document see again only the one that changed", async () => {
  const root = temporaryFolder({});
  cpSync("postmortems", root, { recursive: true });
  const [parse, kept] = [parseMemo(), resultsInMemory()];
  const seen: string[] = [];
  const put: typeof kept.put = (environment, file, history, result) => {
    seen.push(file.path);
    kept.put(environment, file, history, result);
  };
  const options = { parse, results: { get: kept.get, put } };
  await said(root, options);
  expect(seen.length).toBeGreaterThan(50);
  seen.length = 0;
  const edited = first(root, "incidents");
  edit(edited, (text) => `${text}\nAnother line.\n`);
  await said(root, options);
  expect(seen).toEqual([`incidents/${basename(edited)}`]);
});

test("a warm check says what a cold one says, after any change", async () => {
  const root = temporaryFolder({});
  cpSync(FAULTS, root, { recursive: true });
  const folder = temporaryFolder({});
  const watching = { parse: parseMemo(), results: resultsInMemory(), duplicates: duplicatesInMemory() };
  await said(root, watching);
  for (const [change, make] of Object.entries(CHANGES)) {
    const options = (make(root) ?? {}) as Options;
    const cold = await said(root, options);
    const cache = new Cache(folder, "1");
    expect(await said(root, { ...options, cache }), change).toEqual(cold);
    cache.save();
    expect(await said(root, { ...options, cache: new Cache(folder, "1") }), `${change}, twice`).toEqual(cold);
    expect(await said(root, { ...options, ...watching }), `${change}, while watching`).toEqual(cold);
    expect(await said(root, { ...options, bodiesAtOnce: 1 }), `${change}, one body at a time`).toEqual(cold);
    expect(await said(root, { ...options, bodiesAtOnce: 7 }), `${change}, some bodies at a time`).toEqual(cold);
  }
});

test("which documents are checked again once one more is there, has another name or is gone", async () => {
  const root = collectionFolder({
    "incidents/2026-03-14-a.md": SOUND,
    "incidents/2026-03-15-b.md": SOUND.replace(
      /^kind:/m,
      "related:\n  - {incident: 2026-03-14-a, relation: same-pattern, why: Alike}\nkind:",
    ),
    "incidents/2026-03-15-l.md": `${SOUND}\nAs in [a](2026-03-14-a.md).\n`,
    "incidents/2026-03-16-c.md": SOUND,
  });
  const folder = temporaryFolder({});
  const [parse, inMemory] = [parseMemo(), resultsInMemory()];
  const pathsPut = async (results: KnownResults, options: Options) => {
    const paths: string[] = [];
    const put: typeof results.put = (...of) => {
      paths.push(of[1].path);
      results.put(...of);
    };
    expect(await said(root, { ...options, results: { ...results, put } })).toEqual(await said(root));
    return paths;
  };
  const checkedAgain = async () => {
    const cache = new Cache(folder, "1");
    const again = await pathsPut(resultsIn(cache), {});
    cache.save();
    expect(await pathsPut(inMemory, { parse })).toEqual(again);
    return again;
  };
  expect(await checkedAgain()).toHaveLength(4);
  expect(await checkedAgain()).toEqual([]);
  cpSync(join(root, "incidents/2026-03-16-c.md"), join(root, "incidents/2026-03-17-d.md"));
  expect(await checkedAgain()).toEqual(["incidents/2026-03-17-d.md"]);
  renameSync(join(root, "incidents/2026-03-16-c.md"), join(root, "incidents/2026-03-18-e.md"));
  expect(await checkedAgain()).toEqual(["incidents/2026-03-18-e.md"]);
  mkdirSync(join(root, "evidence/2026-03-17-d"), { recursive: true });
  writeFileSync(join(root, "evidence/2026-03-17-d/log.txt"), "a line\n");
  expect(await checkedAgain()).toEqual(["incidents/2026-03-17-d.md"]);
  const foreign = "evidence:\n  - {id: E1, kind: log, title: The log, file: ../2026-03-17-d/log.txt}\nkind:";
  writeFileSync(join(root, "incidents/2026-03-19-f.md"), ALSO_SOUND.replace(/^kind:/m, foreign));
  expect(await checkedAgain()).toEqual(["incidents/2026-03-19-f.md"]);
  writeFileSync(join(root, "evidence/2026-03-17-d/log.txt"), "another line\n");
  expect(await checkedAgain()).toEqual(["incidents/2026-03-17-d.md", "incidents/2026-03-19-f.md"]);
  rmSync(join(root, "evidence"), { recursive: true });
  rmSync(join(root, "incidents/2026-03-17-d.md"));
  rmSync(join(root, "incidents/2026-03-19-f.md"));
  expect(await checkedAgain()).toEqual([]);
  rmSync(join(root, "incidents/2026-03-14-a.md"));
  expect(await checkedAgain()).toEqual(["incidents/2026-03-15-b.md", "incidents/2026-03-15-l.md"]);
});
