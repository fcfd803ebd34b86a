import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const ID = "2026-03-14-old-keys-refused";
const THEMES = `schema: 1
themes:
  - {id: open-theme, title: Open, description: What everybody may read}
`;

/** The text of all public files, built although the content has errors. */
async function publicText(files: Record<string, string>, config = ""): Promise<string> {
  const folder = collectionFolder(files);
  appendFileSync(join(folder, "inquest.yaml"), config);
  const { files: built, errors } = await build(folder, {
    audience: "public",
    baseUrl: null,
    date: null,
    search: false,
    version: "0.0.0",
    allowErrors: true,
  });
  expect(errors.map(({ rule }) => rule)).toContain("schema");
  return (built ?? []).map(({ content }) => Buffer.from(content).toString("utf8")).join("\n");
}

const incident = (from: string, to: string) => {
  expect(SOUND).toContain(from);
  return { [`incidents/${ID}.md`]: SOUND.replace(from, to) };
};

test.each([
  ["a wrong value", "visibility: intrenal"],
  ["no value", "visibility:"],
  ["a misspelt name", "visibilty: internal"],
  ["another case", "Visibility: internal"],
])("a document with %s is internal", async (_, line) => {
  const text = await publicText(incident("kind: incident", `${line}\nkind: incident`));
  expect(text).not.toContain("Old keys were refused");
});

test.each([
  ["an entry with a wrong value", "visibility: Internal"],
  ["an entry with a misspelt name", "visibilty: internal"],
  ["an entry with a wrong value beside another fault", "visibility: intrenal, stpes: [x]"],
])("%s is internal, and the rest is not", async (_, field) => {
  const text = await publicText(incident("event: Rollouts are paused,", `event: SECRET pause, ${field},`));
  expect(text).toContain("Old keys were refused");
  expect(text).not.toContain("SECRET");
});

test("what is to be internal where that is not possible is left out", async () => {
  const text = await publicText(
    incident("role: origin}", "role: origin}\n  - {service: SECRET, role: affected, visibility: internal}"),
  );
  expect(text).toContain("Old keys were refused");
  expect(text).not.toContain("SECRET");
});

test("what was to be public is not hidden by a misspelt name", async () => {
  const text = await publicText(incident("event: Rollouts are paused,", "event: The public pause, visibilty: public,"));
  expect(text).toContain("The public pause");
});

test.each([
  ["an entry of a catalog", "  - {id: hidden-theme, title: SECRET, description: SECRET, visibility: intern}\n", true],
  ["a whole catalog", "  - {id: hidden-theme, title: SECRET, description: SECRET}\nvisibility: internal\n", false],
])("%s is internal", async (_, entry, isOpen) => {
  const missing = "missing_evidence:\n  - {id: M1, theme: open-theme,";
  const text = await publicText({
    [`incidents/${ID}.md`]: SOUND.replace("missing_evidence:\n  - {id: M1,", missing),
    "catalog/evidence-themes.yaml": THEMES + entry,
  });
  expect(text).not.toContain("SECRET");
  expect(text.includes("What everybody may read")).toBe(isOpen);
});

test("a custom field whose declaration has a misspelt visibility is internal", async () => {
  const text = await publicText(
    incident("kind: incident", "kind: incident\nfields: {ticket: SECRET}"),
    "\nfields: [{name: ticket, title: Ticket, type: text, on: [postmortem], visibility: privat}]\n",
  );
  expect(text).toContain("Old keys were refused");
  expect(text).not.toContain("SECRET");
});
