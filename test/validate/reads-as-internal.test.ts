import { expect, test } from "vitest";
import { internalNamesIn } from "../../src/validate/text/internal-names.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const PUBLIC = SOUND.replace("kind: incident", "kind: incident\nvisibility: public");

/** What `check --audience public` says. */
function preview(document: string, files: Readonly<Record<string, string>> = {}) {
  const attached = Object.fromEntries(Object.entries(files).map(([name, text]) => [`evidence/${ID}/${name}`, text]));
  const root = collectionFolder({ [`incidents/${ID}.md`]: document, ...attached });
  const { stdout, stderr } = inquest(["check", "--audience", "public", "--format", "json"], { cwd: root });
  const { diagnostics } = JSON.parse(stdout);
  const found = diagnostics.filter((one: { rule: string }) => one.rule === "reads-as-internal");
  return { messages: found.map((one: { message: string }) => one.message), stderr, root };
}

test.each([
  ["10.1.2.3", "private address"],
  ["172.16.0.1", "private address"],
  ["172.31.255.1", "private address"],
  ["192.168.0.1", "private address"],
  ["db-1.eu.corp", "name of an internal host"],
  ["vault.internal", "name of an internal host"],
  ["ip-10-0-3-4", "name of an internal host"],
])("%s reads as a %s", (text, what) => {
  expect([...internalNamesIn(`See ${text}, then`)]).toEqual([{ what, start: 4, end: 4 + text.length }]);
});

test.each([
  "172.15.0.1",
  "172.32.0.1",
  "8.8.8.8",
  "11.1.2.3",
  "v10.1.2.3",
  "10.1.2.3.4",
  "example.org",
  "internal",
  "localhost",
  "db.example.internal",
])("%s does not", (text) => expect([...internalNamesIn(`See ${text}, then`)]).toEqual([]));

test("what is marked internal is not warned of, what is public is", () => {
  const body = "\n:::internal\nOn db-1.corp.\n:::\n\nOn db-2.corp.\n";
  const entry =
    "evidence:\n  - {id: E1, title: On db-3.corp, kind: log, source: 'https://example.org/', visibility: internal}\n";
  const document = PUBLIC.replace("Tokens were refused.\n", `Tokens were refused.\n${body}`).replace(
    "timeline:\n",
    `${entry}timeline:\n`,
  );
  expect(preview(document).messages).toEqual([
    'Expected nothing internal, found the name of an internal host "db-2.corp"',
  ]);
});

test("attachments that are there already are searched too", () => {
  const entry = "evidence:\n  - {id: E1, title: The log, kind: log, file: a.log}\n";
  const log = "10:02 start\n10:03 from 10.0.0.7 by ana@corp-mail.io\n10:04 10.0.0.8\n";
  const document = PUBLIC.replace("timeline:\n", `${entry}timeline:\n`);
  const { messages, stderr } = preview(document, { "a.log": log });
  expect(messages).toEqual([
    'Expected nothing internal in "a.log", found a private address on line 2',
    'Expected nothing internal in "a.log", found an e-mail address on line 2',
  ]);
  expect(stderr).toContain(`A public site would publish:\n  incidents/${ID}.md\n`.split("\n")[0]);
  expect(stderr).toContain(`  evidence/${ID}/a.log`);
});

test("an internal document is neither listed nor searched", () => {
  const { messages, stderr } = preview(
    PUBLIC.replace("visibility: public", "visibility: internal").replace("Tokens were", "On db.corp tokens were"),
  );
  expect(messages).toEqual([]);
  expect(stderr).toContain("A public site would publish no document");
});
