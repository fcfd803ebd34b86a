import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRuleDoc } from "../../src/read/read-rule-doc.js";
import { rules } from "../../src/validate/rules/index.js";
import { checkExample, fencesOf } from "../support/rule-examples.js";

const FOLDER = new URL("../../src/validate/rules/", import.meta.url);

const folders = readdirSync(FOLDER).filter((name) => name !== "index.ts");

test("every rule folder is registered, sorted by id", () => {
  expect(rules.map((rule) => rule.id)).toEqual(folders.sort());
});

test("no rule imports from another rule's folder: what serves several is shared outside", () => {
  const broken = folders.flatMap((id) =>
    readdirSync(new URL(`${id}/`, FOLDER))
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [
        ...readFileSync(new URL(`${id}/${file}`, FOLDER), "utf8").matchAll(/from "(\.\.\/[^./][^"]*)"/g),
      ])
      .map((match) => `${id} imports ${match[1]}`),
  );
  expect(broken).toEqual([]);
});

test("nothing is wrong with the collection that the examples start from", async () => {
  expect(await checkExample([])).toEqual([]);
});

describe.each(rules)("$id", (rule) => {
  const doc = readRuleDoc(rule.id);
  const fences = fencesOf(doc);

  test("has a doc with the five parts", () => {
    const headings = [...doc.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").matchAll(/^##? .*$/gm)].map((match) => match[0]);
    expect(headings).toEqual([`# ${rule.id}`, "## What", "## Why", "## Example", "## Output", "## How to fix"]);
  });

  test("its doc says whether it is about a duty of the owner", () => {
    const isDuty = "check" in rule && rule.duty === true;
    expect(/does not apply to third-party accounts/.test(doc.replace(/\s+/g, " "))).toBe(isDuty);
  });

  test("its example gives the output that its doc shows", async () => {
    const found = await checkExample(fences.get("Example") ?? []);
    const messages = found.filter((one) => one.rule === rule.id).map(({ message }) => `${message}\n`);
    expect(messages.join("")).toBe(fences.get("Output")?.[0]?.text);
  });

  test("what its doc advises leaves nothing to find", async () => {
    const advice = fences.get("How to fix") ?? [];
    expect(advice.length).toBeGreaterThan(0);
    expect((await checkExample(advice)).filter((one) => one.rule === rule.id)).toEqual([]);
  });
});
