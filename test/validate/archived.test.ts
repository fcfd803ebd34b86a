import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { collectionFolder } from "../support/collection-folder.js";

const NOW = "2026-11-23";

/** What `check` says of a document with nothing but a title, a kind and a status. */
async function diagnostics(path: string, fields = "", options: { asPublished?: boolean; now?: string } = {}) {
  const text = `---\nschema: 1\ntitle: An old failure\n${fields}status: archived\n---\nThe root cause was human error.\n`;
  const root = collectionFolder({ [path]: text });
  const found = await check(root, {
    now: options.now ?? NOW,
    today: NOW,
    asPublished: options.asPublished ?? false,
    baseline: null,
    changedSince: null,
  });
  return found.diagnostics.filter(({ file }) => file === path).map(({ rule }) => rule);
}

test.each([
  ["incidents/2019-03-14-an-old-failure.md", "account: own\nkind: incident\n"],
  ["incidents/2019-03-14-an-old-near-miss.md", "account: own\nkind: near-miss\n"],
  ["incidents/undated-old-failure.md", "account: own\nkind: incident\n"],
  ["drills/2019-03-14-an-old-drill.md", "account: own\n"],
])("nothing is asked of an archived document: %s", async (path, fields) => {
  expect(await diagnostics(path, fields)).toEqual([]);
  expect(await diagnostics(path, fields, { asPublished: true })).toEqual([]);
});

test("archived-recent: 180 days are old enough", async () => {
  const own = "account: own\nkind: incident\n";
  const path = "incidents/2026-03-14-a-failure.md";
  expect(await diagnostics(path, own, { now: "2026-09-09" })).toEqual(["archived-recent"]);
  expect(await diagnostics(path, own, { now: "2026-09-10" })).toEqual([]);
  expect(await diagnostics(path, "kind: incident\n", { now: "2026-09-09" })).toEqual([]);
});
