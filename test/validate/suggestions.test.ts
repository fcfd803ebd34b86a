import { expect, test } from "vitest";
import { applyEdits } from "../../src/edit/apply-edits.js";
import { check } from "../../src/pipeline.js";
import { closest, didYouMean, nearest } from "../../src/validate/ids/suggest.js";
import { put } from "../support/findings.js";
import { exampleFolder, type Fence } from "../support/rule-examples.js";

/** The line of each diagnostic of a rule as its first suggestion makes it; null where it has none. */
async function suggested(rule: string, fence: Fence): Promise<(string | null)[]> {
  const { root, request } = exampleFolder([fence]);
  const { diagnostics, sources } = await check(root, request);
  return diagnostics
    .filter((one) => one.rule === rule)
    .map(({ file, suggestions: [first] = [] }) => {
      const before = sources.get(file)?.text ?? "";
      if (first === undefined) return null;
      const { text } = applyEdits(before, [first.edits]);
      const start = before.lastIndexOf("\n", first.edits[0]?.start) + 1;
      return text.slice(start, text.indexOf("\n", first.edits[0]?.start));
    });
}

test.each([
  ["an unknown field", "schema", put("titles: Old keys"), "title: Old keys"],
  ["a value in quotes", "schema", put('status: "publishd"'), 'status: "published"'],
  [
    "an id",
    "unknown-reference",
    put("failure_kinds:\n  - {kind: trust/invalid-identiti, why: It was}"),
    "  - {kind: trust/invalid-identity, why: It was}",
  ],
  [
    "an id behind its kind",
    "unknown-reference",
    put('actions:\n  - {id: A1, title: A, type: prevent, state: proposed, addresses: ["step:freeze-rolouts"]}'),
    '  - {id: A1, title: A, type: prevent, state: proposed, addresses: ["step:freeze-rollouts"]}',
  ],
  ["an id in another case", "reference-case", put("owner: Team-Policy"), "owner: team-policy"],
  ["a heading", "required-section", put("## Lesson\n\nPublish first.", "body"), "## Lessons"],
  ["a link to a heading", "broken-link", put("## Impact\n\nSee [there](#impct)."), "See [there](#impact)."],
  [
    "a link to a file",
    "broken-link",
    put("## Impact\n\nSee [it](../drills/2026-05-20-policy-lag-eu-wes.md)."),
    "See [it](../drills/2026-05-20-policy-lag-eu-west.md).",
  ],
])("%s", async (_, rule, fence, line) => {
  expect(await suggested(rule, fence)).toContain(line);
});

test("nothing is suggested where nothing is alike", async () => {
  expect(await suggested("unknown-reference", put("failure_kinds:\n  - {kind: nothing/of-the-sort, why: A}"))).toEqual([
    null,
  ]);
});

test.each([
  ["sidcar", "sidecar"],
  ["SIDECAR", "sidecar"],
  ["2026-03-14", "2026-03-14-stale-grants"],
  ["2026-03-14-stale", "2026-03-14-stale-grants"],
  ["2026", undefined],
  ["sid", undefined],
  ["side", "sidecar"],
  ["x", undefined],
  ["nothing-like-it", undefined],
])("of %j the closest is %s", (text, expected) => {
  const ids = ["sidecar", "y", "2026-03-14-stale-grants", "2026-05-01-keys-lost"];
  expect(closest(text, ids)).toBe(expected);
});

test("all that are equally near are named, in the order of the alphabet, and nothing that is further", () => {
  expect(nearest("sev9", ["sev3", "sev10", "sev1", "sev2", "seven"])).toEqual(["sev1", "sev2", "sev3"]);
  expect(nearest("sev1", ["sev1", "sev2"])).toEqual(["sev1"]);
  expect(didYouMean(["a"])).toBe('Did you mean "a"?');
  expect(didYouMean(["a", "b"])).toBe('Did you mean "a" or "b"?');
  expect(didYouMean(["a", "b", "c"])).toBe('Did you mean "a", "b" or "c"?');
});

test("of a severity that is equally near to several, every one is offered", async () => {
  const severities = put("severities:\n  - {id: sev1, title: A}\n  - {id: sev2, title: B}\n", "inquest.yaml");
  const { root, request } = exampleFolder([severities, put("severity: sev9")]);
  const { diagnostics } = await check(root, request);
  const [unknown] = diagnostics.filter(({ message }) => message.includes('"sev9"'));
  expect(unknown?.hint).toContain('Did you mean "sev1" or "sev2"?');
  expect(unknown?.suggestions?.map(({ title }) => title)).toEqual(['Change to "sev1"', 'Change to "sev2"']);
});
