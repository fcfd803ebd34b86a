import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mentionsIn } from "../../src/edit/catalog-files.js";
import { renameEntry } from "../../src/edit/rename-entry.js";
import type { Kind } from "../../src/model/kinds.js";
import { catalogRoleOf, type FileRole } from "../../src/model/raw-file.js";
import { type ParsedFile, parseFile } from "../../src/parse/parse-file.js";
import { load } from "../../src/pipeline/load.js";
import { declaredIn } from "../../src/validate/ids/declared-in.js";

const HERE = fileURLToPath(new URL("../..", import.meta.url));
const COLLECTIONS = [
  "postmortems",
  "templates/scaffold/collection",
  "test/projects/sound",
  "test/projects/crlf-and-bom",
].map((path) => load(join(HERE, path), { baseline: null }).parsed);

function entriesOf(files: readonly ParsedFile[]): { kind: Kind; id: string; files: readonly ParsedFile[] }[] {
  return files.flatMap((file) =>
    file.file.role === "catalog" ? declaredIn(file.file, file.data).map(({ kind, id }) => ({ kind, id, files })) : [],
  );
}

function changed(files: readonly ParsedFile[], kind: Kind, old: string, id: string) {
  const result = renameEntry(files, kind, old, id);
  if (result.state === "refused") throw new Error(result.reason);
  return result;
}

/** The alias that a renamed entry keeps, in the forms in which it is added. */
const aliasForms = (id: string) => [
  new RegExp(`^ *aliases: \\[${id}\\]\\r?\\n`, "m"),
  `, aliases: [${id}]`,
  new RegExp(`^ *- ${id}\\r?\\n`, "m"),
  `, ${id}]`,
];

test("after a rename nothing refers to the old id, and every other byte is as it was", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...COLLECTIONS.flatMap(entriesOf)),
      fc.constantFrom("zz-new-zz", "z9z9"),
      (entry, to) => {
        const { kind, id: old, files } = entry;
        const { texts, moved } = changed(files, kind, old, to);
        const local = old.split("/").at(-1) ?? old;
        for (const file of files) {
          const text = texts.get(file.path);
          if (text === undefined) continue;
          const back = text.replaceAll(to, local);
          const forms = aliasForms(local).map((form) =>
            back.replace(form, (found) => (found.endsWith("]") && !found.includes("aliases") ? "]" : "")),
          );
          expect([back, ...forms]).toContain(file.source.text);
        }
        const after = files.map((file) =>
          parseFile({ path: file.path, file: file.file, bytes: Buffer.from(texts.get(file.path) ?? file.source.text) }),
        );
        const left = after.flatMap((file) => mentionsIn(file).filter((one) => one.kind === kind && one.id === old));
        expect(left).toEqual([]);
        const now = after.flatMap((file) =>
          moved?.from === file.path
            ? []
            : entriesOf([file])
                .filter((one) => one.kind === kind)
                .map(({ id }) => id),
        );
        expect(now).not.toContain(old);
      },
    ),
    { numRuns: 80 },
  );
});

const file = (path: string, text: string): ParsedFile => {
  const role: FileRole = path.startsWith("incidents/")
    ? { role: "postmortem", id: path.slice("incidents/".length, -".md".length) }
    : (catalogRoleOf(path) ?? { role: "config" });
  return parseFile({ path, file: role, bytes: Buffer.from(text) });
};

const CONTRACTS = `schema: 1
contracts:
  # The oldest of them.
  - id: key-refresh # as the teams call it
    title: 'Refresh of keys' # two teams
    description: When keys are fetched again.
    parties: [issuer, gateway]
    promise: Keys are fetched within a minute
  - {id: budget, title: Budget, description: Calls., parties: [a, b], promise: A call a second, aliases: [calls]}
  - id: third
    title: Third
    aliases:
      - other # of the press
    description: Another.
    parties: [a, b]
    promise: Something
`;
const INCIDENT = `---
schema: 1
title: The key-refresh was late
kind: incident
status: draft
unclear_contracts:
  - {contract: "key-refresh", gap: key-refresh within a minute} # key-refresh
actions:
  - {id: A1, title: Say it, type: clarify, state: done, addresses: ['contract:key-refresh', "contract:budget"]}
---

## Summary

See key-refresh.
`;
const FILES = [file("catalog/contracts.yaml", CONTRACTS), file("incidents/2026-01-01-late.md", INCIDENT)];

test("comments, quotes and words that are no reference stay; the old id becomes an alias", () => {
  const { texts } = changed(FILES, "contract", "key-refresh", "keys-are-fresh");
  expect(texts.get("catalog/contracts.yaml")).toBe(
    CONTRACTS.replace("id: key-refresh #", "id: keys-are-fresh #").replace(
      "# two teams\n",
      "# two teams\n    aliases: [key-refresh]\n",
    ),
  );
  expect(texts.get("incidents/2026-01-01-late.md")).toBe(
    INCIDENT.replace('{contract: "key-refresh"', '{contract: "keys-are-fresh"').replace(
      "'contract:key-refresh'",
      "'contract:keys-are-fresh'",
    ),
  );
});

test.each([
  ["in braces", "budget", "aliases: [calls]", "aliases: [calls, budget]"],
  ["in lines", "third", "      - other # of the press\n", "      - other # of the press\n      - third\n"],
])("an alias is added to those that are there, %s", (_, old, from, to) => {
  const { texts } = changed(FILES, "contract", old, "renamed");
  expect(texts.get("catalog/contracts.yaml")).toBe(CONTRACTS.replace(`id: ${old}`, "id: renamed").replace(from, to));
});

test("a file with one entry is renamed, and the kinds of a class follow it", () => {
  const one = file(
    "catalog/classes/trust.yaml",
    "schema: 1\ntitle: Trust\ndescription: x\nkinds: [{id: lost, title: Lost, description: y}]\n",
  );
  const incident = file(
    "incidents/2026-01-01-late.md",
    INCIDENT.replace("actions:", "failure_kinds: [{kind: trust/lost, why: So}]\nactions:"),
  );
  const { texts, moved } = changed([one, incident], "class", "trust", "identity");
  expect(moved).toEqual({ from: "catalog/classes/trust.yaml", to: "catalog/classes/identity.yaml" });
  expect(texts.get(one.path)).toContain("title: Trust\naliases: [trust]\n");
  expect(texts.get(incident.path)).toContain("kind: identity/lost");
  const kind = changed([one, incident], "kind", "trust/lost", "gone");
  expect(kind.texts.get(incident.path)).toContain("kind: trust/gone");
  expect(kind.texts.get(one.path)).toContain("{id: gone, title: Lost, aliases: [lost], description: y}");
});

test("a new id that YAML would read as something else is quoted", () => {
  const { texts } = changed(FILES, "contract", "key-refresh", "2026");
  expect(texts.get("catalog/contracts.yaml")).toContain('id: "2026" #');
  expect(texts.get("incidents/2026-01-01-late.md")).toContain("'contract:2026'");
});

test.each([
  ["an id that is taken", FILES, "budget", "the id budget is taken: choose another"],
  [
    "what is no id",
    FILES,
    "Key Refresh",
    '"Key Refresh" is no id: use ASCII letters in lower case, digits and single hyphens',
  ],
  [
    "a file that cannot be read",
    [...FILES, file("catalog/services.yaml", "a: [")],
    "new",
    "catalog/services.yaml cannot be read and may refer to it; inquest check says why",
  ],
])("%s is refused", (_, files, id, reason) => {
  expect(renameEntry(files, "contract", "key-refresh", id)).toEqual({ state: "refused", reason });
});

test("an entry that is not there is refused", () => {
  expect(renameEntry(FILES, "contract", "none", "new")).toEqual({
    state: "refused",
    reason: "there is no contract:none in the catalogs",
  });
});
