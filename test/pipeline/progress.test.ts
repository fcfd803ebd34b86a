import { appendFileSync } from "node:fs";
import { expect, test } from "vitest";
import { build, update } from "../../src/pipeline.js";
import { collectionFolder, SOUND, withoutRulePages } from "../support/collection-folder.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

/** Collects what is told: the first and the last step of each stage. */
function collector() {
  const stages = new Map<string, { first: string; last: string }>();
  const progress = (stage: string, done: number, total: number) => {
    const step = `${done} of ${total}`;
    stages.set(stage, { first: stages.get(stage)?.first ?? step, last: step });
    return undefined;
  };
  return { stages, progress };
}

test("a build tells each of its stages", async () => {
  const { stages, progress } = collector();
  const root = withoutRulePages(collectionFolder({ [ID]: SOUND, [ID.replace(".md", "-again.md")]: SOUND }));
  const options = { baseUrl: null, date: null, search: true, version: "1", allowErrors: true };
  await build(root, { ...options, audience: "internal", progress });
  expect([...stages.keys()]).toEqual(["Reading", "Checking", "Indexing", "Writing"]);
  expect(stages.get("Writing")).toEqual({ first: "0 of 2", last: "2 of 2" });
  expect(stages.get("Indexing")?.first).toMatch(/^0 of \d+$/);
});

test("an update tells how many sources were asked", async () => {
  const { stages, progress } = collector();
  const source = (name: string) => `  - {name: ${name}, url: "https://example.org/${name}.git"}\n`;
  const root = collectionFolder({ "inquest.lock": "version: 1\nsources: []\n" });
  appendFileSync(`${root}/inquest.yaml`, `\nsources:\n${source("one")}${source("two")}`);
  await update(root, { offline: true, allowLocal: false, locked: false, now: new Date(0), progress });
  expect([...stages]).toEqual([["Fetching", { first: "0 of 2", last: "2 of 2" }]]);
});
