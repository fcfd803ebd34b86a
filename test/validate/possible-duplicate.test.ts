import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const RETOLD = SOUND.replace(/^title: .*$/m, "title: After a rotation old keys were refused for about an hour")
  .replace("status: published", "status: draft")
  .replace("Whether a key in use may go was written nowhere", "Nobody wrote down whether keys in use may go");

async function duplicates(files: Record<string, string>): Promise<string[]> {
  const root = collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": SOUND, ...files });
  const { diagnostics } = await check(root, { now: "2026-11-28", today: null, findDuplicates: true });
  return diagnostics.flatMap(({ rule, severity, file }) =>
    rule === "possible-duplicate" ? [`${severity} ${file}`] : [],
  );
}

test("a draft that tells of the same incident within a week", async () => {
  const file = (day: string) => `incidents/2026-03-${day}-rotation.md`;
  expect(await duplicates({ [file("21")]: RETOLD })).toEqual([`info ${file("21")}`]);
  expect(await duplicates({ [file("07")]: RETOLD })).toEqual([`info ${file("07")}`]);
  expect(await duplicates({ [file("22")]: RETOLD })).toEqual([]);
});

test("not one that is published, that names the other, or that tells of something else", async () => {
  const file = "incidents/2026-03-15-rotation.md";
  const related =
    "related:\n  - {incident: 2026-03-14-old-keys-refused, relation: same-pattern, why: Another region}\n";
  for (const text of [
    RETOLD.replace("status: draft", "status: published"),
    RETOLD.replace("missing_evidence:", `${related}missing_evidence:`),
    "---\nschema: 1\ntitle: The database was slow after a failover\nkind: incident\nstatus: draft\n---\n",
    // Three words of a title in common may be chance.
    "---\nschema: 1\ntitle: Old keys were refused\nkind: incident\nstatus: draft\n---\n",
  ])
    expect(await duplicates({ [file]: text })).toEqual([]);
});
