import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline/check.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const DOCUMENT = "incidents/2026-03-14-old-keys-refused.md";
/** Each setting keeps some rule from saying something of the document. */
const SETTINGS: Readonly<Record<string, string>> = {
  account: "third-party",
  sections: "{summary: In short, impact: Who was hit, lessons: What we learned}",
  fields: "[{name: tickets, title: Tickets, type: number, on: [postmortem]}]",
  rules: "{title-length: off, orphan-entry: off}",
  owners: "[{id: editors, title: Editors}]",
};
const SETTLED = SOUND.replace(/^title: .*$/m, `title: ${"Old keys were refused after a rotation ".repeat(4).trim()}`)
  .replace("\ntimeline:", "\nfields: {tickets: 3}\ntimeline:")
  .replace("## Summary", "## In short")
  .replace("## Impact", "## Who was hit")
  .replace("## Lessons", "## What we learned");

function configOf(changes: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ ...SETTINGS, ...changes }).map(([key, value]) => `${key}: ${value}\n`);
  return `schema: 1\ntitle: What broke\n${lines.join("")}`;
}

const ACTION =
  "actions:\n  - {id: A1, title: Keep keys, type: prevent, state: committed, owner: editors, due: 2026-04-15}\n";

/** What `check` says of a collection with this configuration, a line each. */
async function found(config: string | Uint8Array, document = SETTLED) {
  const root = collectionFolder({ [DOCUMENT]: document });
  writeFileSync(join(root, "inquest.yaml"), config);
  const { diagnostics } = await check(root, { now: null, today: "2026-12-01" });
  return diagnostics.map((one) => `${one.file} ${one.rule}`);
}

test("the collection is sound, and each setting is needed for that", async () => {
  expect(await found(configOf())).toEqual([]);
  // Owners are free where none are declared.
  for (const key of Object.keys(SETTINGS).filter((one) => one !== "owners")) {
    const without = configOf().replace(new RegExp(`^${key}: .*\n`, "m"), "");
    expect([key, ...(await found(without))].length, key).toBeGreaterThan(1);
  }
});

const WRONG: readonly (readonly [string, string | Uint8Array])[] = [
  ["YAML that does not end", `${configOf()}site: [\n`],
  ["a tab", configOf().replace("\ntitle:", "\n\ttitle:")],
  ["nothing in it", ""],
  ["a list in it", "- schema: 1\n"],
  ["a byte that is no UTF-8", Buffer.from(configOf().replace("What broke", "St\u00f6rungen"), "latin1")],
  ["an unknown setting", `${configOf()}colour: red\n`],
  ...Object.keys(SETTINGS).map(
    (key) =>
      [
        `a wrong value of ${key}`,
        configOf({ [key]: key === "rules" ? "{title-length: of, orphan-entry: off}" : "{a: [1]}" }),
      ] as const,
  ),
  ...["account", "fields", "sections"].map(
    (key) => [`${key} misspelt`, configOf().replace(`\n${key}:`, `\n${key}s:`.replace("ss:", "x:"))] as const,
  ),
];

test.each(WRONG)("an inquest.yaml with %s is no fault of a document", async (_, config) => {
  const all = await found(config);
  expect(all.filter((one) => !one.startsWith("inquest.yaml "))).toEqual([]);
  expect(all.length).toBeGreaterThan(0);
});

test.each(WRONG)("an inquest.yaml with %s hides no fault of a document", async (_, config) => {
  const faulty = SETTLED.replace("steps: [freeze-rollouts]", "steps: [freeze-rollots]");
  expect(await found(config, faulty)).toContain(`${DOCUMENT} unknown-reference`);
});

test.each([
  ["is a list", "- a\n"],
  ["has a list that is none", "schema: 1\nservices: none\n"],
  ["has an entry without an id", "schema: 1\nservices: [{title: Sign-in}]\n"],
])("where a catalog %s, references to it are no faults", async (_, catalog) => {
  const root = collectionFolder({ [DOCUMENT]: SOUND, "catalog/services.yaml": catalog });
  const { diagnostics } = await check(root, { now: null, today: "2026-12-01" });
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file)).toContain(
    "catalog/services.yaml",
  );
  expect(diagnostics.filter(({ rule }) => rule === "unknown-reference")).toEqual([]);
});

test("with a wrong as_of nothing is overdue, and no suppression has expired", async () => {
  const suppress = "suppress:\n  - {rule: title-length, reason: Its readers know it so, until: 2026-04-15}\n";
  const own = SETTLED.replace("---\n\n", `${ACTION}${suppress}---\n\n`);
  const byTime = (all: string[]) => all.filter((one) => /overdue|expired/.test(one));
  expect(byTime(await found(configOf({ account: "own", as_of: "2026-03-30" }), own))).toEqual([]);
  expect(byTime(await found(configOf({ account: "own", as_of: "2026-04-16" }), own))).toHaveLength(2);
  expect(byTime(await found(configOf({ account: "own", as_of: "soon" }), own))).toEqual([]);
});

test("the baseline holds where the rest of inquest.yaml cannot be read", async () => {
  const document = SETTLED.replace("service: logto-cloud-sign-in", "service: unheard-of");
  const root = collectionFolder({ [DOCUMENT]: document, "inquest.yaml": configOf() });
  const options = { now: null, today: "2026-12-01" };
  const { baseline } = await check(root, options);
  writeFileSync(join(root, "baseline.json"), JSON.stringify(baseline));
  writeFileSync(join(root, "inquest.yaml"), `${configOf()}baseline: "baseline.json" # of the first day\nsite: [\n`);
  const { diagnostics, baselined } = await check(root, options);
  expect(baselined.map(({ rule }) => rule)).toContain("unknown-reference");
  expect(diagnostics.map(({ file }) => file)).toEqual(["inquest.yaml"]);
});
