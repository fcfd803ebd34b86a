import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

const INSIDE = ":::internal\nSign-in failed for an hour.\n:::";

async function found(impact: string, { field = "", audience = "public" } = {}) {
  const text = SOUND.replace("Sign-in failed for an hour.", impact).replace("owner: editors", `${field}owner: editors`);
  const root = collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": text });
  const config = join(root, "inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8").replace(/^audience:.*\n/m, "")}audience: ${audience}\n`);
  const request = { now: "2026-11-23", today: null };
  const { diagnostics } = await check(root, request);
  return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

const EMPTY = ['empty-section: Empty section "Impact": all of it is internal'];

test.each([
  ["only internal text", INSIDE, {}, EMPTY],
  ["internal text twice and a comment", `${INSIDE}\n\n<!-- more -->\n\n${INSIDE}`, {}, EMPTY],
  ["internal text and a sentence", `${INSIDE}\n\nAn hour.`, {}, []],
  ["only internal text, in an internal document", INSIDE, { field: "visibility: internal\n" }, []],
  ["only internal text, in a collection for insiders", INSIDE, { audience: "internal" }, []],
  ["nothing at all", "", { audience: "internal" }, ['empty-section: Empty section "Impact"']],
])("a required section with %s", async (_, impact, options, expected) => {
  expect(await found(impact, options)).toEqual(expected);
});
