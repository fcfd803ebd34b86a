import { expect, test } from "vitest";
import { contained, documentPaths } from "../../src/pipeline/contained.js";
import { exportDataSet, exportDocument } from "../../src/pipeline/export.js";
import { load } from "../../src/pipeline/load.js";
import { publicFiles } from "../../src/pipeline/public-files.js";
import { planFor, siteDay } from "../../src/pipeline/site.js";
import { collectionOf } from "../../src/validate/collect.js";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";
import { UNREADABLE, withUnreadable } from "../support/unreadable-body.js";

const SHOWN = "2026-03-14-old-keys-refused";
const BROKEN = "2026-03-15-keys-again";
const FILE = `incidents/${BROKEN}.md`;
const IN_ITS_FIELDS = "A sentence that only one of them has";

function broken() {
  const shown = (text: string) => text.replace("\nkind:", "\nvisibility: public\nkind:");
  const root = collectionFolder({
    [`incidents/${SHOWN}.md`]: shown(SOUND),
    [FILE]: shown(ALSO_SOUND).replace("Tokens of the old key were refused", IN_ITS_FIELDS),
  });
  return { root, collection: collectionOf(withUnreadable("tree", load(root).parsed, FILE)) };
}

test("of a document that cannot be redacted a site has a notice, and nothing of what it says", async () => {
  const { root, collection } = broken();
  const audience = "public";
  const { made, failures } = await contained(documentPaths(collection), async (leftOut) => {
    const now = await siteDay(root, collection, audience, null, leftOut);
    const { plan } = await planFor(root, collection, {
      ...{ audience, baseUrl: null, now, commit: null, version: "1", isPartial: false },
      leftOut,
    });
    return [...plan.files()];
  });
  expect([...failures].map(([path, { message }]) => [path, message])).toEqual([[FILE, UNREADABLE]]);
  const text = new Map(made.map(({ path, content }) => [path, Buffer.from(content).toString("utf8")]));
  expect(text.get(`incidents/${SHOWN}/index.html`)).toContain("Old keys were refused");
  expect(text.get(`incidents/${BROKEN}/index.html`)).toContain("This page could not be made from its file");
  expect([...text].flatMap(([path, one]) => (one.includes(IN_ITS_FIELDS) ? [path] : []))).toEqual([]);
  expect(text.has(`data/incidents/${BROKEN}.json`)).toBe(false);
});

test("an export leaves it out and says why, and so does the list of what would be public", async () => {
  const { root, collection } = broken();
  const checked = { collection } as Parameters<typeof exportDataSet>[1];
  const options = { audience: "public", now: null, today: "2026-12-01", version: "1" } as const;
  const { made, leftOut } = await exportDataSet(root, checked, { ...options, format: "json" });
  expect([...leftOut]).toEqual([[FILE, UNREADABLE]]);
  expect(made.filter(({ content }) => String(content).includes(IN_ITS_FIELDS))).toEqual([]);
  const exported = (id: string) => exportDocument(root, checked, id, { ...options, zone: null });
  expect((await exported(SHOWN)).made).toContain("# Old keys were refused");
  await expect(exported(BROKEN)).rejects.toThrow(`${BROKEN} cannot be shown: ${UNREADABLE}`);
  expect(await publicFiles(collection)).toEqual([`incidents/${SHOWN}.md`]);
});
