import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const DRILL = readFileSync(
  new URL("../../postmortems/drills/2014-10-28-stripe-redis-primary-killed.md", import.meta.url),
  "utf8",
);
const ID = "2026-03-14-old-keys-refused";
const OTHER = "2026-03-14-keys-refused-again";
const aliased = (fields: string) => SOUND.replace("kind: incident\n", `kind: incident\n${fields}\n`);

test("an alias that has the form of a document's id leads to its page, and one of a hidden document to none", () => {
  const root = collectionFolder({
    [`incidents/${ID}.md`]: aliased(
      `aliases: [2026-03-14-keys-refused, undated-keys, key outage, keys-refused, 2026-03-14, ${OTHER}, 2026-03-14-Keys]`,
    ),
    [`incidents/${OTHER}.md`]: SOUND.replace("title: Old keys", "title: Other keys"),
    "drills/2014-10-28-stripe-redis-primary-killed.md": DRILL.replace(
      /^title: /m,
      "aliases: [2026-01-01-first-name]\ntitle: ",
    ),
    "incidents/2026-03-14-hidden.md": aliased("aliases: [2026-03-14-hidden-before]\nvisibility: internal").replace(
      "title: Old keys",
      "title: More keys",
    ),
  });
  const run = inquest(["build", "--no-search", "--allow-errors", "--out", "site"], { cwd: root });
  expect(run.code, run.stderr).toBe(0);
  const page = (id: string) => {
    const path = join(root, "site/incidents", id, "index.html");
    return existsSync(path) ? readFileSync(path, "utf8") : null;
  };
  for (const old of ["2026-03-14-keys-refused", "undated-keys"])
    expect(page(old)).toContain(`content="0; url=../../incidents/${ID}/index.html"`);
  for (const none of [
    "keys-refused",
    "key outage",
    "2026-03-14",
    "2026-03-14-Keys",
    "2026-03-14-hidden",
    "2026-03-14-hidden-before",
  ])
    expect(page(none), none).toBeNull();
  expect(readFileSync(join(root, "site/drills/2026-01-01-first-name/index.html"), "utf8")).toContain(
    'url=../../drills/2014-10-28-stripe-redis-primary-killed/index.html"',
  );
  expect(page(OTHER)).toContain("Other keys were refused");
});
