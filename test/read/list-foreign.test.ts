import { join } from "node:path";
import { expect, test } from "vitest";
import { recognise } from "../../src/importers/drafting/plan/recognise.js";
import { listForeign } from "../../src/read/list-foreign.js";
import { collectionFolder, temporaryFolder } from "../support/collection-folder.js";

test("a file of the limit is read, and a larger one fails with its size", () => {
  const text = "# Sign-in failed for an hour\n\nDate: 2026-03-14\n\n## Impact\n\nNobody could sign in.\n";
  const folder = temporaryFolder({ "old/fits.md": text, "old/large.md": `${text} ` });
  const { files } = listForeign([join(folder, "old")], collectionFolder({}), text.length);
  const [fits, large] = files;
  expect([fits?.unreadSize, large?.unreadSize]).toEqual([undefined, text.length + 1]);
  expect(fits?.read()?.bytes).toEqual(Buffer.from(text));
  expect(large?.read()).toBeNull();
  const outcomes = files.map((file) => recognise(file, null));
  expect(outcomes[0]).toMatchObject({ is: "documents" });
  expect(outcomes[1]).toMatchObject({
    is: "failed",
    reason: expect.stringMatching(/^it has 1 MiB, and at most 64 MiB/),
  });
});
