import { expect, test } from "vitest";
import { parseFile } from "../../src/parse/parse-file.js";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const BROKEN = "incidents/2026-03-14-broken.md";
const FAULTY = "incidents/2026-03-15-faulty.md";

test("a file that a rule fails on is one kind of diagnostic at that file, and others keep theirs", async () => {
  const root = collectionFolder({ [BROKEN]: SOUND, [FAULTY]: `${SOUND}\n[x](nowhere.md)\n` });
  const { diagnostics } = await check(root, {
    now: "2026-11-23",
    today: "2026-11-23",
    parse: (raw) => {
      const parsed = parseFile(raw);
      const broken = {
        get body(): never {
          throw new RangeError("Maximum call stack size exceeded");
        },
      };
      return raw.path === BROKEN
        ? Object.defineProperties({ ...parsed }, Object.getOwnPropertyDescriptors(broken))
        : parsed;
    },
  });
  const at = (file: string) => [...new Set(diagnostics.filter((one) => one.file === file).map(({ rule }) => rule))];
  expect(at(BROKEN)).toContain("document-limit");
  expect(at(FAULTY)).toContain("broken-link");
  expect(at(FAULTY)).not.toContain("document-limit");
});
