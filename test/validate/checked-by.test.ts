import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckResult } from "../../src/reporters/json.js";
import { declaresCheck } from "../../src/validate/rules/checked-by-missing/find-check.js";
import { collectionFolder, temporaryFolder } from "../support/collection-folder.js";
import { demoCollection } from "../support/demo-collection.js";
import { inquest } from "../support/run-inquest.js";

describe("a check is found where its language declares it", () => {
  test.each([
    ["alert", "KeyGone", "groups:\n- rules:\n  - alert: KeyGone\n    expr: up\n", true],
    ["alert", "KeyGone", '  - expr: up\n    alert: "KeyGone" # page\n', true],
    ["alert", "KeyGone", "  - alert: 'KeyGone'\r\n", true],
    ["alert", "KeyGone", "  - alert: KeyGoneToo\n", false],
    ["alert", "KeyGone", "  # alert: KeyGone\n", false],
    ["alert", "KeyGone", "  - record: KeyGone\n", false],
    ["alert", "KeyGone", "  - alert: KeyGone # {{ .Values.x }}\n{{- end }}\n", true],
    ["slo", "fresh-keys", "kind: SLO\nmetadata:\n  name: fresh-keys\n", true],
    ["slo", "fresh-keys", 'slos:\n  - name: "fresh-keys"\n', true],
    ["slo", "fresh-keys", "slos:\n  - name: fresh-keys-eu\n", false],
    ["test", "refuses an old key", 'test("refuses an old key", () => {});\n', true],
    ["test", "refuses an old key", 'test("refuses a new key", () => {});\n', false],
    ["policy", "deny_old", "deny_old if { input.age > 5 }\n", true],
    ["policy", "deny_old", "default deny_old := false\n", true],
    ["policy", "deny_old", "deny_older if { true }\n", false],
    ["policy", "deny_old", "allow if not deny_old\n", false],
    ["policy", "forbid-old", '@id("forbid-old")\nforbid (principal, action, resource);\n', true],
  ] as const)("%s %s in %j: %s", (kind, name, text, expected) => {
    expect(declaresCheck(kind, name, text)).toBe(expected);
  });
});

/** The findings of both rules for an invariant with these checks, which one own incident violates. */
function findings(checkedBy: string | null, files: Record<string, string | Uint8Array> = {}): string[] {
  const root = collectionFolder({
    "catalog/invariants.yaml": `schema: 1
invariants:
  - id: keys-are-known
    title: Keys are known
    description: Everywhere.
    statement: Every verifier knows every key
${checkedBy === null ? "" : `    checked_by: ${checkedBy}\n`}`,
    ...files,
  });
  const { stdout } = inquest(["check", "--root", root, "--format", "json"]);
  return (JSON.parse(stdout) as CheckResult).diagnostics
    .filter(({ file }) => file.endsWith("catalog/invariants.yaml"))
    .map(({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`);
}

describe("what a catalog names", () => {
  test("is there", () => {
    expect(findings("[{alert: KeyGone, file: ops/a.yaml}]", { "ops/a.yaml": "- alert: KeyGone\n" })).toEqual([]);
    expect(findings('[{url: "https://example.org/alert"}]')).toEqual([]);
  });

  test.each([
    [
      "[{alert: KeyGone, file: ops/a.yaml}]",
      { "ops/a.yaml": "- alert: Other\n" },
      '7:26 warning Unknown alert "KeyGone" in "ops/a.yaml"',
    ],
    ["[{slo: x, file: gone.yaml}]", {}, '7:33 warning Expected the file "gone.yaml" with the slo, found no such file'],
    [
      "[{test: x, file: ops}]",
      { "ops/a": "x" },
      '7:34 warning Expected the file "ops" with the test, found no regular file inside the repository',
    ],
    [
      "[{test: x, file: ../../etc/passwd}]",
      {},
      '7:34 warning Expected the file "../../etc/passwd" with the test, found no regular file inside the repository',
    ],
    [
      "[{test: x, file: a.bin}]",
      { "a.bin": new Uint8Array([120, 0]) },
      '7:34 warning Expected the file "a.bin" with the test, found a file that is not text',
    ],
    [
      "[{test: x, file: a.bin}]",
      { "a.bin": new Uint8Array([120, 255]) },
      '7:34 warning Expected the file "a.bin" with the test, found a file that is not text',
    ],
    [
      "[{test: x, file: a}]",
      { a: "x".repeat(1024 * 1024 + 1) },
      '7:34 warning Expected the file "a" with the test, found a file of more than 1 MiB',
    ],
    ["[{alert: KeyGone}]", {}, '7:19 error Missing field "file"'],
    ["[{alert: a, test: b, file: c}]", {}, "7:19 error Expected one check and its file"],
    ['[{url: "https://example.org/x", file: c}]', {}, "7:19 error Expected one check and its file"],
  ])("%s", (checkedBy, files, expected) => {
    expect(findings(checkedBy, files as Record<string, string>)).toContain(expected);
  });

  test("of exactly 1 MiB is read", () => {
    expect(findings("[{test: x, file: a}]", { a: "x".repeat(1024 * 1024) })).toEqual([]);
  });

  test("over a link is not read", () => {
    const root = collectionFolder({
      "catalog/invariants.yaml":
        "schema: 1\ninvariants:\n  - {id: a-b, title: A, description: B, statement: C, checked_by: [{test: x, file: l/a}]}\n",
      "real/a": "x",
    });
    symlinkSync("real", join(root, "l"));
    const { stdout } = inquest(["check", "--root", root, "--format", "json"]);
    expect(stdout).toContain("found no regular file inside the repository");
  });
});

test("an invariant is to be checked once two own incidents violated it; one that only threatened it does not count", () => {
  const incidents = (...states: string[]) =>
    Object.fromEntries(
      states.map((state, at) => [
        `incidents/2026-01-0${at + 1}-outage.md`,
        `---\nschema: 1\ntitle: Outage ${at}\nkind: incident\naccount: own\nstatus: published\nviolated_invariants:\n  - {invariant: keys-are-known, state: ${state}, how: A key was not known}\n---\n`,
      ]),
    );
  const unchecked = (files: Record<string, string>) =>
    findings(null, files).filter((finding) => finding.includes("something that checks"));
  expect(unchecked(incidents("violated", "threatened"))).toEqual([]);
  expect(unchecked(incidents("violated", "threatened", "violated"))).toEqual([
    '3:9 warning Expected something that checks "keys-are-known", violated in 2 incidents: 2026-01-01-outage, 2026-01-03-outage',
  ]);
});

test("the page of an invariant says by what it is checked, and which drill last showed that it works", () => {
  const out = join(temporaryFolder({}), "site");
  const { code } = inquest(["build", "--root", demoCollection(), "--out", out, "--no-search"]);
  expect(code).toBe(0);
  const checkedBy = (id: string) =>
    /<dt>Checked by<\/dt><dd>(.*?)<\/dd>/.exec(readFileSync(join(out, "invariants", id, "index.html"), "utf8"))?.[1];
  expect(checkedBy("a-revocation-holds-within-its-ttl")).toMatch(
    /^alert PolicyBundleTooOld in ops\/alerts\.yaml, last shown to work on 25 March 2026 by <a href="[./]*drills\/2026-03-25-/,
  );
  expect(checkedBy("every-decision-can-be-explained")).toBe("alert DecisionRecordsDropped in ops/alerts.yaml");
  expect(checkedBy("a-withdrawn-credential-is-refused")).toBe("nothing");
});
