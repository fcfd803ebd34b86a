import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { currentSchema, type Migration, migrateFile } from "../../src/edit/migrate.js";
import { migrations } from "../../src/edit/migrations/index.js";
import type { Edit } from "../../src/model/diagnostic.js";
import type { FileRole } from "../../src/model/raw-file.js";
import type { ParsedFile } from "../../src/parse/parse-file.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const read = (name: string) => readFileSync(fileURLToPath(new URL(`migrate/${name}`, import.meta.url)), "utf8");
const BEFORE = read("before.md");
const AFTER = read("after.md");

const raw = (text: string, file: FileRole = { role: "postmortem", id: "2026-03-14-old-keys" }) => ({
  path: "incidents/2026-03-14-old-keys.md",
  file,
  bytes: Buffer.from(text),
});

type Old = { state?: string; impacted?: string[]; timeline?: { when?: string }[] };

const isDocument = ({ file }: ParsedFile) => file.role === "postmortem";

/** Made up: in schema 0 the status was a state, and times were under `when`. */
const fromZero: Migration = {
  from: 0,
  edits(parsed) {
    const { data, places, source } = parsed;
    const { state, timeline = [] } = data as Old;
    if (!isDocument(parsed)) return [];
    const edits: Edit[] = state === undefined ? [] : [source.replace(places.key(data as object, "state"), "status")];
    return [...edits, ...timeline.map((event) => source.replace(places.key(event, "when"), "at"))];
  },
};

/** Made up: in schema 1 services were a list of ids under another name. */
const fromOne: Migration = {
  from: 1,
  edits(parsed) {
    const { data, places, source } = parsed;
    const { impacted } = data as Old;
    if (!isDocument(parsed) || impacted === undefined) return [];
    const entries = impacted.flatMap((_, at): Edit[] => {
      const { start, end } = source.replace(places.value(impacted, at), "");
      return [
        { start, end: start, text: "{service: " },
        { start: end, end, text: "}" },
      ];
    });
    return [source.replace(places.key(data as object, "impacted"), "services"), ...entries];
  },
};

test("files go through every version; comments, quotes, order and the body stay", async () => {
  expect(await migrateFile(raw(BEFORE), [fromZero, fromOne])).toEqual({
    state: "migrated",
    from: 0,
    before: BEFORE,
    after: AFTER,
  });
});

test("line ends stay, and what is migrated is not migrated again", async () => {
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  expect(await migrateFile(raw(crlf(BEFORE)), [fromZero, fromOne])).toMatchObject({ after: crlf(AFTER) });
  expect(await migrateFile(raw(AFTER), [fromZero, fromOne])).toEqual({ state: "current" });
});

test("a kind of file that has not changed has its version changed alone", async () => {
  const catalog = "schema: 0\ncontracts:\n  - {id: a, state: kept} # as it is\n";
  const result = await migrateFile(
    { ...raw(catalog), path: "catalog/contracts.yaml", file: { role: "catalog", name: "contracts" } },
    [fromZero],
  );
  expect(result).toMatchObject({ after: catalog.replace("schema: 0", "schema: 1") });
});

test.each([
  ["of a newer schema", BEFORE.replace("schema: 0", "schema: 3"), "newer"],
  [
    "of a schema that nothing leads on from",
    BEFORE.replace("schema: 0", "schema: -1"),
    "no migration leads on from schema -1",
  ],
  ["without a schema", BEFORE.replace("schema: 0", "scheme: 0"), "cannot be read"],
  ["with a fault in the YAML", BEFORE.replace("impacted:", "impacted: ["), "cannot be read"],
])("a file %s is left alone", async (_, text, says) => {
  expect(await migrateFile(raw(text), [fromZero, fromOne])).toEqual({
    state: "refused",
    reason: expect.stringContaining(says),
  });
});

test("edits that break a file are not applied", async () => {
  const breaking: Migration = {
    from: 0,
    edits: ({ source }) => [{ start: source.text.indexOf("kind"), end: source.text.indexOf("kind"), text: "[" }],
  };
  expect(await migrateFile(raw(BEFORE), [breaking])).toMatchObject({ state: "refused" });
});

test("the last migration makes the version that the schemas ask for", () => {
  const schema = JSON.parse(
    readFileSync(fileURLToPath(new URL("../../schema/postmortem.schema.json", import.meta.url)), "utf8"),
  );
  expect(currentSchema(migrations)).toBe(schema.properties.schema.const);
});

test("the command says that there is nothing to do, and names what it cannot read", () => {
  const root = collectionFolder({ "incidents/2026-03-14-old-keys.md": SOUND });
  expect(inquest(["migrate"], { cwd: root })).toMatchObject({
    code: 0,
    stdout: "Nothing to migrate: 11 of 11 files have schema 1\n",
  });
  const path = join(root, "incidents/2026-03-14-old-keys.md");
  writeFileSync(path, SOUND.replace("schema: 1", "schema: 2"));
  const { code, stderr } = inquest(["migrate"], { cwd: root });
  expect(code).toBe(1);
  expect(stderr).toContain("incidents/2026-03-14-old-keys.md was left as it is: schema 2 is newer than this inquest");
  expect(readFileSync(path, "utf8")).toBe(SOUND.replace("schema: 1", "schema: 2"));
});

test("edits that overlap each other are not applied", async () => {
  const at = BEFORE.indexOf("kind");
  const overlapping: Migration = {
    from: 0,
    edits: () => [
      { start: at, end: at + 4, text: "sort" },
      { start: at + 2, end: at + 4, text: "nd" },
    ],
  };
  expect(await migrateFile(raw(BEFORE), [overlapping])).toMatchObject({ state: "refused" });
});
