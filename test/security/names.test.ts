import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectionFolder, SOUND, withoutRulePages } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const small = (files: Parameters<typeof collectionFolder>[0]) => withoutRulePages(collectionFolder(files));

const GOOD = "2026-03-14-old-keys-refused";

test.each([
  "2024-01-02-a:b",
  ":(exclude)x",
  "2024-01-02-a\\b",
  '2024-01-02-"a"',
  "2024-01-02-a\tb",
  "2024-01-02-a\nb",
  "2024-01-02-a#b",
  "2024-01-02-a%2e%2e",
  "2024-01-02-<script>",
  "-rf",
  "--help",
  "2024-01-02-con",
  "2024-01-02-Ärger",
  "2024-01-02-a b",
])("the name %j is a finding in its place, and the rest is built", (name) => {
  const root = small({ [`incidents/${GOOD}.md`]: SOUND });
  writeFileSync(join(root, "incidents", `${name}.md`), SOUND);
  const { diagnostics } = JSON.parse(inquest(["check", "--format", "json"], { cwd: root }).stdout);
  const found = diagnostics.filter((one: { rule: string }) => one.rule === "id-format");
  expect(found).toMatchObject([{ file: `incidents/${name}.md`, line: 1, column: 1, severity: "error" }]);
  expectTheRest(root);
});

test("a document that a bad name leaves out is named even where the rule is off, and a mere misspelling is not", () => {
  const root = small({ [`incidents/${GOOD}.md`]: SOUND, "incidents/2024-01-02-Upper.md": SOUND });
  writeFileSync(join(root, "incidents/2024-01-02-a:b.md"), SOUND);
  const config = join(root, "inquest.yaml");
  writeFileSync(config, readFileSync(config, "utf8").replace("orphan-entry: off", "$&, id-format: off"));
  const { code, stdout } = inquest(["check", "--format", "json"], { cwd: root });
  const found = JSON.parse(stdout).diagnostics.filter((one: { rule: string }) => one.rule === "id-format");
  expect(found).toMatchObject([{ file: "incidents/2024-01-02-a:b.md", line: 1, severity: "error" }]);
  expect(code).toBe(1);
});

test.each(["incidents", "drills", "catalog"])("a name in %s that is no UTF-8 likewise", (folder) => {
  const root = small({ [`incidents/${GOOD}.md`]: SOUND });
  mkdirSync(join(root, folder), { recursive: true });
  const bytes = (name: string) =>
    Buffer.concat([Buffer.from(`${root}/${folder}/2024-01-03-`), Buffer.from([0xff]), Buffer.from(name)]);
  writeFileSync(bytes(".md"), SOUND);
  mkdirSync(bytes("folder"));
  const { code, stdout } = inquest(["check", "--format", "json"], { cwd: root });
  const found = JSON.parse(stdout).diagnostics.filter((one: { rule: string }) => one.rule === "misplaced-file");
  expect([code, found.length]).toEqual([1, 2]);
  expect(found[0].message).toMatch(/^Expected a name in UTF-8, found /);
  expectTheRest(root);
});

function expectTheRest(root: string): void {
  const { code, stderr } = inquest(["build", "--no-search", "--allow-errors", "--out", "site"], { cwd: root });
  expect([code, stderr.includes("bug in inquest")]).toEqual([0, false]);
  expect(existsSync(join(root, `site/incidents/${GOOD}/index.html`))).toBe(true);
  expect(readdirSync(join(root, "site/incidents")).filter((name) => !/^[a-zÄ0-9 .-]+$/i.test(name))).toEqual([]);
}
