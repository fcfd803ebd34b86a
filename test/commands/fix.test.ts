import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFixes } from "../../src/commands/write-fixes.js";
import { check } from "../../src/pipeline.js";
import { readRuleDoc } from "../../src/read/read-rule-doc.js";
import { rules } from "../../src/validate/rules/index.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { exampleFolder, fencesOf } from "../support/rule-examples.js";
import { inquest } from "../support/run-inquest.js";

const PATH = "incidents/2026-03-14-old-keys-refused.md";

/** SOUND with faults that need nobody's judgement, and with things beside them that must stay as they are. */
const FAULTY = SOUND.replace("owner: editors\n", "")
  .replace("missing_evidence:", "# Who answers for this\nowner: 'editors' # since March\nmissing_evidence:")
  .replace("at: 2026-03-14T09:02:00Z, event", 'at: "2026-03-14 10:02:00+0100" , event')
  .replace("at: 2026-03-14T09:49:00Z,", "at: 2026-03-14 09:49Z,")
  .replace("delay: PT47M", "delay: PT3H")
  .replace(/(## Summary\n[\s\S]*?)(## Impact\n[\s\S]*?)(?=## Which inv)/, "$2$1");

const FIXED = SOUND.replace("owner: editors\n", "# Who answers for this\nowner: 'editors' # since March\n")
  .replace("at: 2026-03-14T09:02:00Z, event", "at: 2026-03-14T10:02:00+01:00 , event")
  .replace("at: 2026-03-14T09:49:00Z,", "at: 2026-03-14T09:49:00Z,");

test.each([
  ["LF", (text: string) => text],
  ["CRLF and a byte order mark", (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
])("--fix mends what is mechanical and touches nothing else: %s", (_, form) => {
  const root = collectionFolder({ [PATH]: form(FAULTY) });
  const first = inquest(["check", "--fix"], { cwd: root });
  expect(first).toMatchObject({ code: 0, stderr: "inquest: applied 5 fixes in 1 file\n" });
  expect(readFileSync(join(root, PATH), "utf8")).toBe(form(FIXED));
  expect(inquest(["check", "--fix"], { cwd: root }).stderr).toBe("inquest: nothing to fix\n");
  expect(readFileSync(join(root, PATH), "utf8")).toBe(form(FIXED));
  expect(readdirSync(join(root, "incidents"))).toEqual(["2026-03-14-old-keys-refused.md"]);
});

test("--fix writes no negative delay, which may come from a slip in a time", () => {
  const slip = SOUND.replace("2026-03-14T09:49:00Z", "2026-03-14T08:15:00Z");
  const root = collectionFolder({ [PATH]: slip });
  expect(inquest(["check", "--fix"], { cwd: root })).toMatchObject({ code: 1, stderr: "inquest: nothing to fix\n" });
  expect(readFileSync(join(root, PATH), "utf8")).toBe(slip);
});

test("--fix keeps to the paths that are named", () => {
  const other = "incidents/2026-03-15-old-keys-again.md";
  const root = collectionFolder({ [PATH]: FAULTY, [other]: FAULTY });
  inquest(["check", "--fix", PATH], { cwd: root });
  expect(readFileSync(join(root, PATH), "utf8")).toBe(FIXED);
  expect(readFileSync(join(root, other), "utf8")).toBe(FAULTY);
});

test("a field that the schema does not know stays behind the one it follows", async () => {
  const text = (...fields: string[]) => SOUND.replace(/^title: .*\nkind: .*\n/m, fields.join(""));
  const [title, kind, zone, ticket] = [
    "title: Old keys were refused for an hour\n",
    "kind: incident\n",
    "# Ours\nplace: eu-west\n",
    "ticket: 7\n",
  ];
  const root = collectionFolder({ [PATH]: text(kind, zone, ticket, title) });
  const request = { now: null, today: null };
  await writeFixes(root, await check(root, request), request, () => true, { fix: true });
  expect(readFileSync(join(root, PATH), "utf8")).toBe(text(title, kind, zone, ticket));
});

test("a file that has changed since it was read is left alone", async () => {
  const root = collectionFolder({ [PATH]: FAULTY });
  const request = { now: null, today: null };
  const checked = await check(root, request);
  writeFileSync(join(root, PATH), "someone else's");
  await expect(writeFixes(root, checked, request, () => true, { fix: true })).rejects.toThrow(/changed meanwhile/);
  expect(readFileSync(join(root, PATH), "utf8")).toBe("someone else's");
});

test.each(rules.map(({ id }) => id))("fixing the example of %s twice is fixing it once", async (id) => {
  const { root, request } = exampleFolder(fencesOf(readRuleDoc(id)).get("Example") ?? []);
  const fix = async () =>
    writeFixes(root, await check(root, request), request, () => true, { fix: true, fixEvidence: true });
  const texts = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(".git"))
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]);
  const before = texts();
  await fix();
  const once = texts();
  const { diagnostics } = await fix();
  expect(texts()).toEqual(once);
  expect(
    diagnostics.filter(({ suggestions = [] }) => suggestions.some(({ appliedBy }) => appliedBy !== undefined)),
  ).toEqual([]);
  const comments = (all: readonly (readonly unknown[])[]) => String(all).match(/^#.*$/gm)?.sort();
  expect(comments(once)).toEqual(comments(before));
});
