import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import * as validators from "#validators";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { Source } from "../../src/model/source.js";
import { reporters } from "../../src/reporters/index.js";
import type { Report } from "../../src/reporters/report.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

/** What an attacker would put into a title or a file name. */
const HOSTILE = "a\u0007b\u202ec ::error::x %0A ]]> <script>alert(1)</script> \"q\" 's' & \n::warning::forged\r\u2028z";
const HOSTILE_FILE = "incidents/a b'c\",d:e%f\n::error::g.md";

function diagnostic(more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    rule: "schema",
    severity: "error",
    file: "incidents/2026-03-14-a.md",
    path: "actions/A1/due",
    line: 3,
    column: 8,
    endLine: 3,
    endColumn: 12,
    message: `Unknown field ${JSON.stringify(HOSTILE)}`,
    hint: HOSTILE,
    ...more,
  };
}

function report(diagnostics: Diagnostic[]): Report {
  return {
    diagnostics,
    paths: [...new Set(diagnostics.map(({ file }) => file)), "inquest.yaml"],
    files: 2,
    suppressed: 0,
    baselined: 0,
    source: () => undefined,
    colour: false,
    version: "0.1.0",
    rule: () => ({ doc: "# schema\n\n## What\n\nThe form of a file.\n\n## Why\n\nBecause.\n", severity: "error" }),
  };
}

const print = (format: string, diagnostics: Diagnostic[]) => reporters[format]?.(report(diagnostics)) ?? "";
const HOSTILE_REPORT = [
  diagnostic(),
  diagnostic({ file: HOSTILE_FILE, severity: "warning", endLine: 4, endColumn: 1 }),
  diagnostic({ severity: "info", related: [{ file: HOSTILE_FILE, line: 1, column: 1, message: HOSTILE }] }),
];

const require = createRequire(import.meta.url);
const sarifSchema = JSON.parse(
  readFileSync(
    require.resolve("@microsoft/jest-sarif").replace(/lib.*$/, "lib/schemas/sarif-2.1.0-rtm.5.json"),
    "utf8",
  ),
);
const validSarif = new Ajv({
  strict: false,
  validateFormats: false,
  validateSchema: false,
  unicodeRegExp: false,
  logger: false,
}).compile({
  ...sarifSchema,
  // It calls its own id by the name of an older draft.
  id: undefined,
  $schema: undefined,
});

describe("sarif", () => {
  test("is valid by the published schema, whatever the text", () => {
    const log = JSON.parse(print("sarif", HOSTILE_REPORT));
    validSarif(log);
    expect(validSarif.errors ?? []).toEqual([]);
    const [first, second] = log.runs[0].results;
    expect(first).toMatchObject({ ruleId: "schema", ruleIndex: 0, level: "error" });
    expect(first.locations[0].physicalLocation.region).toEqual({
      startLine: 3,
      startColumn: 8,
      endLine: 3,
      endColumn: 12,
    });
    const { uri } = second.locations[0].physicalLocation.artifactLocation;
    expect(decodeURIComponent(new URL(uri, "file:///repository/").pathname)).toBe(`/repository/${HOSTILE_FILE}`);
    expect(log.runs[0].tool.driver.rules[0].help.markdown).toContain("## What");
  });

  test("the fingerprint survives a move and a new wording, and tells diagnostics of one value apart", () => {
    const prints = (all: Diagnostic[]) =>
      JSON.parse(print("sarif", all)).runs[0].results.map(
        (one: { partialFingerprints: object }) => one.partialFingerprints,
      );
    const two = [diagnostic(), diagnostic({ line: 9, endLine: 9 })];
    const [a, b] = prints(two);
    expect(a).not.toEqual(b);
    expect(prints(two.map((one) => ({ ...one, line: one.line + 5, endLine: one.endLine + 5 })))).toEqual([a, b]);
    expect(prints(two.map((one) => ({ ...one, message: "Said in other words" })))).toEqual([a, b]);
    expect(prints([diagnostic({ path: "actions/A2/due" })])).not.toEqual([a]);
  });

  test("holds what GitHub takes, the most severe first, and says what was left out", () => {
    const many = Array.from({ length: 30_000 }, (_, index) =>
      diagnostic({ severity: index % 2 === 0 ? "info" : "error", line: index + 1, endLine: index + 1 }),
    );
    const [run] = JSON.parse(print("sarif", many)).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.results.filter((one: { level: string }) => one.level === "error")).toHaveLength(15_000);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^5000 diagnostics were left out/);
  });
});

describe("github", () => {
  const COMMAND = /^::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)+)::(.*)$/;

  test("every line that is a command is one of ours", () => {
    const lines = print("github", HOSTILE_REPORT).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::")).map((line) => COMMAND.exec(line)?.[1])).toEqual([
      "error",
      "warning",
      "notice",
    ]);
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe("2 files checked: 1 error, 1 warning, 1 info");
  });

  test("GitHub reads back the file and a text without control characters", () => {
    const line = print("github", HOSTILE_REPORT).split("\n")[1] ?? "";
    const [, , properties = "", data = ""] = COMMAND.exec(line) ?? [];
    // As the runner does it: percent last.
    const read = (text: string) =>
      text
        .replaceAll("%3A", ":")
        .replaceAll("%2C", ",")
        .replaceAll("%0D", "\r")
        .replaceAll("%0A", "\n")
        .replaceAll("%25", "%");
    const fields = Object.fromEntries(properties.split(",").map((one) => one.split("=", 2)));
    expect(read(fields.file)).toBe(HOSTILE_FILE);
    expect(fields).toMatchObject({ line: "3", endLine: "4" });
    expect(fields.col).toBeUndefined();
    expect(read(data)).toContain("%0A ]]> <script>");
    expect(read(data)).not.toMatch(/\p{Cf}|\r/u);
    expect(read(data)).not.toContain(String.fromCharCode(7));
  });

  test("what GitHub would drop is printed as lines, and counted", () => {
    const many = Array.from({ length: 25 }, (_, index) => diagnostic({ line: index + 1, endLine: index + 1 }));
    const lines = print("github", many).trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::"))).toHaveLength(10);
    expect(lines[10]).toBe("GitHub shows 10 annotations of a level; the other 15 diagnostics:");
    expect(lines).toHaveLength(10 + 1 + 15 + 1);
  });
});

describe("gitlab", () => {
  test("is a list of issues with the fields that the widget reads", () => {
    const issues = JSON.parse(print("gitlab", HOSTILE_REPORT));
    const schema = {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["description", "check_name", "fingerprint", "severity", "location"],
        properties: {
          description: { type: "string", pattern: "^[^\\u0000-\\u001f\\u202e]+$" },
          check_name: { type: "string" },
          fingerprint: { type: "string", pattern: "^[0-9a-f]{64}$" },
          severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
          location: {
            type: "object",
            required: ["path", "lines"],
            properties: {
              path: { type: "string", pattern: "^[^/.]" },
              lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer" } } },
            },
          },
        },
      },
    };
    const valid = new Ajv().compile(schema);
    valid(issues);
    expect(valid.errors ?? []).toEqual([]);
    expect(new Set(issues.map((one: { fingerprint: string }) => one.fingerprint)).size).toBe(3);
    expect(issues[1].location).toEqual({ path: HOSTILE_FILE, lines: { begin: 3, end: 4 } });
  });
});

describe("junit", () => {
  test("an XML reader finds a case for each file, failing where there is an error", () => {
    const xml = print("junit", HOSTILE_REPORT);
    expect(XMLValidator.validate(xml)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(xml);
    const { testcase } = testsuites.testsuite;
    expect(testsuites).toMatchObject({ tests: "3", failures: "1" });
    expect(testcase.map((one: { failure?: unknown }) => one.failure !== undefined)).toEqual([true, false, false]);
    expect(testcase[0].failure.message).toContain("<script>alert(1)</script>");
    expect(xml).not.toMatch(/\p{Cf}/u);
    expect(xml).not.toContain(String.fromCharCode(7));
  });
});

describe("the command", () => {
  const ID = "incidents/2026-03-14-old-keys-refused.md";
  const faulty = () => collectionFolder({ [ID]: SOUND.replace("owner: editors", "ownr: editors\nowner: editors") });

  test("prints annotations in a GitHub job without being asked, with paths from the top level", () => {
    const root = faulty();
    execFileSync("git", ["init", "-q"], { cwd: root });
    const { stdout, code } = inquest(["check"], { cwd: `${root}/incidents`, env: { GITHUB_ACTIONS: "true" } });
    expect(code).toBe(1);
    expect(stdout).toContain(`::error file=${ID},line=7`);
  });

  test("with --output the format goes to the file and people get theirs", () => {
    const root = faulty();
    const { stdout } = inquest(["check", "--format", "sarif", "--output", "out.sarif"], { cwd: root });
    expect(stdout).toContain("error  Unknown field");
    const log = JSON.parse(readFileSync(`${root}/out.sarif`, "utf8"));
    validSarif(log);
    expect(validSarif.errors ?? []).toEqual([]);
    expect(log.runs[0].tool.driver.rules[0].fullDescription.text.length).toBeGreaterThan(40);
  });

  test("with --output a GitHub job still has annotations", () => {
    const root = faulty();
    execFileSync("git", ["init", "-q"], { cwd: root });
    const { stdout } = inquest(["check", "--format", "json", "--output", "../out.json"], {
      cwd: `${root}/incidents`,
      env: { GITHUB_ACTIONS: "true" },
    });
    expect(stdout).toContain("error  Unknown field");
    expect(stdout).toContain(`::error file=${ID},line=7`);
    expect(JSON.parse(readFileSync(`${root}/out.json`, "utf8")).summary.errors).toBe(1);
  });

  test("a format that does not exist is a fault of the call", () => {
    expect(inquest(["check", "--format", "xml"], { cwd: faulty() })).toMatchObject({ code: 2 });
  });
});

describe("json", () => {
  const source = new Source("incidents/2026-03-14-a.md", "---\ntitle: A\nkind: incidnet\n---\n");
  const misspelt = diagnostic({
    suggestions: [
      { title: 'Change to "incident"', edits: [{ start: 19, end: 27, text: "incident" }] },
      { title: "Start over", appliedBy: "--fix", edits: [{ start: 0, end: 3, text: "---" }] },
      { title: "Record the hash", appliedBy: "--fix-evidence", edits: [{ start: 4, end: 4, text: "a" }] },
    ],
  });
  const printed = JSON.parse(reporters.json?.({ ...report([misspelt, diagnostic()]), source: () => source }) ?? "");

  test("has suggestions as edits by line and column, and says which are safe", () => {
    const [one, other] = printed.diagnostics;
    expect(one.suggestions.map(({ title, safe }: { title: string; safe: boolean }) => [title, safe])).toEqual([
      ['Change to "incident"', false],
      ["Start over", true],
      ["Record the hash", false],
    ]);
    expect(one.suggestions[0].edits).toEqual([
      { file: "incidents/2026-03-14-a.md", line: 3, column: 7, endLine: 3, endColumn: 15, text: "incident" },
    ]);
    expect(other).not.toHaveProperty("suggestions");
  });

  test("fits its schema", () => {
    validators.check_result(printed);
    expect(validators.check_result.errors ?? []).toEqual([]);
  });
});
