import { expect, test } from "vitest";
import { openForAssistant } from "../../src/pipeline/assistant.js";
import { load } from "../../src/pipeline/load.js";
import { ALSO_SOUND, collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";
import { UNREADABLE, withUnreadable } from "../support/unreadable-body.js";

const CLASSES = `schema: 1
classes:
  - id: trust
    title: Trust
    description: Something is trusted that should not be
    look_first: Who trusts it
    shape: diamond
    kinds:
      - {id: stale, title: Stale trust, description: It was right once}
  - id: consistency
    title: Consistency
    description: Two copies differ
    look_first: The older copy
    shape: circle
    kinds:
      - {id: stale, title: Stale copy, description: It was right once}
`;

test("an entry is placed where it is declared, also where another list has its name", async () => {
  const root = temporaryFolder({
    "inquest.yaml": "schema: 1\ntitle: A\n",
    "catalog/taxonomy.yaml": CLASSES,
  });
  const collection = await openForAssistant(root, { today: "2026-11-28", version: "1" });
  const places = ["kind:trust/stale", "kind:consistency/stale"].map((name) => collection.find(name).found[0]?.place);
  expect(places).toEqual([
    { file: "catalog/taxonomy.yaml", line: 9 },
    { file: "catalog/taxonomy.yaml", line: 16 },
  ]);
});

test.each(["body", "tree"] as const)(
  "a document whose %s fails while it is read takes no other with it",
  async (part) => {
    const [shown, broken] = ["2026-03-14-old-keys-refused", "2026-03-15-keys-again"];
    const root = collectionFolder({ [`incidents/${shown}.md`]: SOUND, [`incidents/${broken}.md`]: ALSO_SOUND });
    const parsed = withUnreadable(part, load(root).parsed, `incidents/${broken}.md`);
    const collection = await openForAssistant(root, { today: "2026-12-01", version: "1" }, parsed);
    const { hits } = await collection.search({ words: "keys", sort: "", facets: new Map(), limit: 10 });
    const refs = hits.map(({ ref }) => ref);
    expect([refs.includes(`incident:${shown}`), refs.includes(`incident:${broken}`)]).toEqual([true, false]);
    const [found] = collection.find(shown).found;
    expect(found && collection.markdown(found, (path) => path)).toContain("# Old keys were refused");
    expect(collection.find(broken).unshown).toBe(UNREADABLE);
  },
);
