import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRuleDoc } from "../../src/read/read-rule-doc.js";
import { rules } from "../../src/validate/rules/index.js";

const FOLDER = new URL("../../src/validate/rules/", import.meta.url);

test("every rule file is registered, sorted by id", () => {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => file.replace(".ts", ""));
  expect(rules.map((rule) => rule.id)).toEqual(files.sort());
});

describe.each(rules.map((rule) => rule.id))("%s", (id) => {
  test("has a doc with the five parts", () => {
    const headings = [
      ...readRuleDoc(id)
        .replace(/^(`{3,})[\s\S]*?^\1$/gm, "")
        .matchAll(/^##? .*$/gm),
    ].map((match) => match[0]);
    expect(headings).toEqual([`# ${id}`, "## What", "## Why", "## Example", "## Output", "## How to fix"]);
  });
});
