import { expect, test } from "vitest";
import { openForAssistant } from "../../src/pipeline/assistant.js";
import { temporaryFolder } from "../support/collection-folder.js";

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
