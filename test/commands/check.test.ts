import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as validators from "#validators";
import type { CheckResult } from "../../src/reporters/json.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";
const OTHER = "incidents/2026-03-15-other.md";
/** A second postmortem with one fault of its own, which must never be hidden by the first. */
const FAULTY_OTHER = SOUND.replace("contract: what-clean-up-may-remove", "contract: what-clean-up-may-remov")
  .replace("title: Old keys", "title: Older keys")
  .replace("Publish before use.", "Remove after use.");

function diagnostics(files: Record<string, string | Uint8Array>): { code: number | null; result: CheckResult } {
  const root = collectionFolder(files);
  const { code, stdout } = inquest(["check", "--format", "json", "--root", "."], { cwd: root });
  return { code, result: JSON.parse(stdout) as CheckResult };
}

test("a sound postmortem passes", () => {
  const { code, result } = diagnostics({ [ID]: SOUND });
  expect(result.diagnostics).toEqual([]);
  expect(code).toBe(0);
  expect(result.summary.files).toBe(11);
});

const FAULTS: [name: string, text: string | Buffer, rule: string, line: number, message: RegExp, hint?: RegExp][] = [
  [
    "unclosed front matter",
    SOUND.replace("---\n\n## Summary", "\n## Summary"),
    "yaml-syntax",
    1,
    /^Missing the closing "---"/,
  ],
  ["a tab in YAML", SOUND.replace("  - {service:", "\t- {service:"), "yaml-syntax", 9, /found a tab$/],
  [
    "a duplicate key",
    SOUND.replace("kind: incident\n", "kind: incident\nkind: incident\n"),
    "yaml-syntax",
    5,
    /^Duplicate key "kind"$/,
  ],
  ["an alias", SOUND.replace("owner: editors", "owner: *editors"), "yaml-syntax", 7, /^Expected no alias/],
  [
    "an unknown field",
    SOUND.replace("owner: editors", "ownr: editors\nowner: editors"),
    "schema",
    7,
    /^Unknown field "ownr"$/,
    /^Did you mean "owner"\? Else remove it, or declare it under fields in inquest.yaml$/,
  ],
  [
    "a date without offset",
    SOUND.replace("09:49:00Z", "09:49:00"),
    "schema",
    14,
    /^Expected a time with an offset/,
    /2026-03-14T09:49:00Z/,
  ],
  [
    "February 30",
    SOUND.replace("2026-03-14T09:49:00Z", "2026-02-30T09:49:00Z"),
    "schema",
    14,
    /^Expected a day that exists/,
    /2026-02 has 28 days/,
  ],
  [
    "a clock time without a day",
    SOUND.replace("2026-03-14T09:49:00Z", '"09:49"'),
    "schema",
    14,
    /^Expected a day before the clock time/,
  ],
  [
    "a delay outside its marks",
    SOUND.replace("PT47M", "PT3H"),
    "detection-delay",
    23,
    /^Expected a delay of PT47M, found "PT3H"$/,
  ],
  [
    "an unknown invariant",
    SOUND.replace("invariant: every-valid-token-can-be-verified", "invariant: every-valid-token-can-be-verifed"),
    "unknown-reference",
    22,
    /^Unknown invariant/,
    /Did you mean/,
  ],
  [
    "a missing section",
    SOUND.replace("## Impact\nSign-in failed for an hour.\n\n", ""),
    "required-section",
    1,
    /^Missing section "Impact"$/,
  ],
  [
    "invalid UTF-8",
    Buffer.concat([Buffer.from(SOUND), Buffer.from([0xff, 0xfe])]),
    "yaml-syntax",
    50,
    /^Expected UTF-8, found the byte 0xFF/,
  ],
  ["an empty file", "", "yaml-syntax", 1, /the file is empty$/],
];

test.each(FAULTS)(
  "%s is one placed error, and the other file's diagnostic still appears",
  (_, text, rule, line, message, hint) => {
    const { code, result } = diagnostics({ [ID]: text, [OTHER]: FAULTY_OTHER });
    const errors = result.diagnostics.filter((d) => d.file === ID && d.severity === "error");
    expect(errors.map((d) => [d.rule, d.message])).toEqual([[rule, expect.stringMatching(message)]]);
    expect(errors[0]?.line).toBe(line);
    if (hint) expect(errors[0]?.hint).toMatch(hint);
    expect(result.diagnostics.filter((d) => d.file === OTHER).map((d) => d.rule)).toEqual(["unknown-reference"]);
    expect(code).toBe(1);
    expect(validators.check_result(result)).toBe(true);
  },
);

test("a folder named x.md is one placed error", () => {
  const root = collectionFolder({ [OTHER]: SOUND });
  mkdirSync(join(root, "incidents", "x.md"));
  const { code, stdout } = inquest(["check", "--format", "json"], { cwd: root });
  const { diagnostics } = JSON.parse(stdout) as CheckResult;
  expect(diagnostics.map((d) => [d.file, d.message])).toEqual([
    ["incidents/x.md", 'Expected a file, found a folder named "x.md"'],
  ]);
  expect(code).toBe(1);
});

test("a diagnostic has the fields of the contract", () => {
  const { result } = diagnostics({ [ID]: FAULTY_OTHER });
  const line = FAULTY_OTHER.split("\n").findIndex((text) => text.includes("what-clean-up-may-remov,"));
  const catalog = readFileSync(new URL("../../postmortems/catalog/contracts.yaml", import.meta.url), "utf8");
  const declared = catalog.split("\n").findIndex((text) => text.endsWith("id: what-clean-up-may-remove"));
  expect(result.diagnostics).toEqual([
    {
      rule: "unknown-reference",
      severity: "error",
      file: ID,
      line: line + 1,
      column: 16,
      endLine: line + 1,
      endColumn: 39,
      message: 'Unknown contract "what-clean-up-may-remov"',
      hint: 'Did you mean "what-clean-up-may-remove"? Else add it to catalog/contracts.yaml',
      related: [{ file: "catalog/contracts.yaml", line: declared + 1, column: 9, message: "declared here" }],
      suggestions: [
        {
          title: 'Change to "what-clean-up-may-remove"',
          safe: false,
          edits: [
            {
              ...{ file: ID, line: line + 1, column: 16, endLine: line + 1, endColumn: 39 },
              text: "what-clean-up-may-remove",
            },
          ],
        },
      ],
    },
  ]);
});

test("the pretty print shows the line and the way out, and no control characters", () => {
  const root = collectionFolder({
    [ID]: FAULTY_OTHER.replace("title: Older", 'title: "\\e[31m\u202eOlder').replace("rotation\n", 'rotation"\n'),
  });
  const { stdout } = inquest(["check"], { cwd: root });
  expect(stdout).toContain("error  Unknown contract");
  expect(stdout).toContain("^^^^");
  expect(stdout).toContain('hint  Did you mean "what-clean-up-may-remove"? Else add it to catalog/contracts.yaml');
  expect(stdout).not.toMatch(/\p{Cf}/u);
  expect(stdout).not.toContain(String.fromCharCode(27));
});

test("drafts need little, and --status published says what is missing", () => {
  const draft = "---\nschema: 1\ntitle: A draft\nkind: incident\nstatus: draft\n---\n";
  const root = collectionFolder({ "incidents/2026-03-14-a-draft.md": draft });
  expect(inquest(["check"], { cwd: root }).code).toBe(0);
  const strict = inquest(["check", "--status", "published", "--format", "json"], { cwd: root });
  const { diagnostics } = JSON.parse(strict.stdout) as CheckResult;
  expect(strict.code).toBe(1);
  expect(diagnostics.filter((d) => d.rule === "required-section")).toHaveLength(3);
  expect(diagnostics.filter((d) => d.rule === "required-field").map((d) => d.message)).toContain(
    'Missing field "violated_invariants"',
  );
});

test("a field with a fault is not missing as well", () => {
  const draft =
    "---\nschema: 1\ntitle: A draft\nkind: incident\nstatus: draft\nowner: 5\ndetection:\n  by: pager\n---\n";
  const root = collectionFolder({ "incidents/2026-03-14-a-draft.md": draft });
  const { stdout } = inquest(["check", "--status", "published", "--format", "json"], { cwd: root });
  const messages = (JSON.parse(stdout) as CheckResult).diagnostics.map((d) => d.message);
  expect(messages).toContain('Unknown by "pager"');
  expect(messages).toContain('Missing field "why_delayed"');
  expect(messages).not.toContain('Missing field "by"');
  expect(messages).not.toContain('Missing field "owner"');
});

test("one warning too many is told in the singular", () => {
  const draft = `---\nschema: 1\ntitle: ${"A draft ".repeat(13)}\nkind: incident\nstatus: draft\n---\n`;
  const root = collectionFolder({ "incidents/2026-03-14-a-draft.md": draft });
  const { code, stderr } = inquest(["check", "--max-warnings", "0"], { cwd: root });
  expect([code, stderr]).toEqual([1, "inquest: 1 warning, at most 0 allowed by --max-warnings\n"]);
});

test.each([
  [["check", "--nonsense"], "unknown option '--nonsense': --help in its place lists the options"],
  [
    ["check", "--statsu", "published"],
    "unknown option '--statsu': did you mean --status? --help in its place lists the options",
  ],
  [["chekc"], "unknown command 'chekc': did you mean check?"],
  [["che\nck it\u001b"], "'che{U+000A}ck it{U+001B}': inquest --help lists the commands"],
  [["check", "--root", "nowhere"], "No inquest.yaml"],
  [["check", "nowhere.md"], "Nothing of the collection"],
  [["explain", "schem"], "did you mean schema?"],
  [["check", "--date", "2026-02-30"], "expected a day"],
])("%j is a fault of the call: exit code 2 and one line", (args, message) => {
  const { code, stderr, stdout } = inquest(args, { cwd: collectionFolder({}) });
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("no collection: exit code 2 and one line", () => {
  const root = collectionFolder({});
  rmSync(join(root, "inquest.yaml"));
  mkdirSync(join(root, ".git")); // the search ends here, whatever lies beside the folder
  const { code, stderr } = inquest(["check"], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^inquest: No collection found .*\n$/);
});

test("build on content with errors writes nothing and leaves the old site alone", () => {
  const root = collectionFolder({ [ID]: SOUND });
  const built = inquest(["build", "--no-search"], { cwd: root });
  expect(built.stderr).toBe("");
  expect(built.code).toBe(0);
  const before = readdirSync(join(root, "_site"), { recursive: true }).sort();
  const broken = collectionFolder({ [ID]: FAULTY_OTHER });
  const failed = inquest(["build", "--no-search", "--out", join(root, "_site")], { cwd: broken });
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain("nothing was built");
  expect(readdirSync(join(root, "_site"), { recursive: true }).sort()).toEqual(before);
  expect(existsSync(join(broken, "_site"))).toBe(false);
});
