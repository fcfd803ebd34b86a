import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/edit/apply-edits.js";
import { check } from "../../src/pipeline.js";
import { findingsOf, put } from "../support/findings.js";
import { exampleFolder, type Fence } from "../support/rule-examples.js";

const ID = "2026-03-14-stale-grants-after-forced-rollout";
const INCIDENT = `incidents/${ID}.md`;
const SHA = "92781e3b1ca8b1b04119958b9618efafcd318149c0470bcb2f019358f9b93b66";
const evidence = (...entries: string[]) => put(`evidence:\n${entries.map((entry) => `  - ${entry}\n`).join("")}`);
const file = (name: string, text = "x") => put(text, `evidence/${ID}/${name}`, "text");

async function at(rule: string, fences: Fence[], prepare?: (root: string) => void): Promise<string[]> {
  return (await findingsOf(rule, fences, prepare && { prepare })).map((one) => one.at);
}

describe("evidence-missing-file", () => {
  test("case counts, subfolders and other documents' folders are fine, a folder is no file", async () => {
    const entries = ["Rollout-812.txt", "logs/a.txt", `../${ID}/rollout-812.txt`, "logs", "./rollout-812.txt"];
    const list = evidence(...entries.map((name, i) => `{id: E${i + 1}, kind: log, file: ${name}}`));
    expect(await at("evidence-missing-file", [list, file("logs/a.txt")])).toEqual(["Rollout-812.txt", "logs"]);
  });

  test("the hint names one that is alike", async () => {
    const [one] = await findingsOf("evidence-missing-file", [evidence("{id: E1, kind: log, file: rollout_812.txt}")]);
    expect(one?.hint).toBe('Did you mean "rollout-812.txt"?');
  });
});

describe("evidence-hash", () => {
  /** The example after `--fix-evidence`, and what the rule still says of it. */
  async function mended(fences: Fence[], before = (text: string) => text): Promise<{ text: string; left: number }> {
    const { root, request } = exampleFolder(fences);
    const path = join(root, INCIDENT);
    writeFileSync(path, before(readFileSync(path, "utf8")));
    const { diagnostics } = await check(root, request);
    const fixes = diagnostics.flatMap(({ rule, suggestions = [] }) => (rule === "evidence-hash" ? suggestions : []));
    expect(fixes.every(({ appliedBy }) => appliedBy === "--fix-evidence")).toBe(true);
    const { text } = applyEdits(
      readFileSync(path, "utf8"),
      fixes.map(({ edits }) => edits),
    );
    writeFileSync(path, text);
    const again = await check(root, request);
    return {
      text,
      left: again.diagnostics.filter(({ rule }) => rule === "evidence-hash" || rule === "yaml-syntax").length,
    };
  }

  test.each([
    [
      "between braces",
      "evidence:\n  - {id: E1, kind: log, file: rollout-812.txt, redaction: none}",
      `file: rollout-812.txt, sha256: ${SHA}, redaction`,
    ],
    [
      "on lines",
      "evidence:\n  - id: E1\n    file: rollout-812.txt # as exported\n    kind: log",
      `# as exported\n    sha256: ${SHA}\n    kind`,
    ],
    [
      "first in its entry",
      'evidence:\n- file: "rollout-812.txt"\n  id: E1\n  kind: log',
      `txt"\n  sha256: ${SHA}\n  id`,
    ],
    [
      "a wrong one",
      `evidence:\n  - {id: E1, kind: log, sha256: '${"a".repeat(64)}', file: rollout-812.txt}`,
      `sha256: ${SHA}, file`,
    ],
  ])("the fix: %s", async (_, yaml, expected) => {
    const { text, left } = await mended([put(yaml)]);
    expect(text).toContain(expected);
    expect(left).toBe(0);
  });

  test("the fix keeps the line breaks of Windows", async () => {
    const list = put("evidence:\n  - id: E1\n    kind: log\n    file: rollout-812.txt");
    const { text, left } = await mended([list], (before) => before.replaceAll("\n", "\r\n"));
    expect(text).toContain(`file: rollout-812.txt\r\n    sha256: ${SHA}\r\n`);
    expect(left).toBe(0);
  });

  test("a changed file is an error, a missing hash a warning and in a draft nothing, one that the schema refuses no second finding", async () => {
    const changed = await findingsOf("evidence-hash", [file("rollout-812.txt", "other\n")]);
    expect(changed.map((one) => [one.severity, one.at])).toEqual([["error", SHA]]);
    expect(changed[0]?.message).toContain(createHash("sha256").update("other\n").digest("hex"));
    const without = evidence("{id: E1, kind: log, file: rollout-812.txt}");
    expect((await findingsOf("evidence-hash", [without])).map((one) => one.severity)).toEqual(["warning"]);
    expect(await at("evidence-hash", [without, put("status: draft")])).toEqual([]);
    expect(await at("evidence-hash", [evidence(`{id: E1, kind: log, file: rollout-812.txt, sha256: ABC}`)])).toEqual(
      [],
    );
  });

  test("cannot be suppressed", async () => {
    const suppress = put("suppress:\n  - {rule: evidence-hash, reason: Later, until: 2027-01-01}");
    expect(await at("evidence-hash", [suppress, file("rollout-812.txt", "other")])).toHaveLength(1);
  });
});

describe("evidence-outside", () => {
  test.each([
    ["../../../etc/passwd", 1],
    ["../../inquest.yaml", 1],
    ["/etc/passwd", 1],
    ["C:\\logs\\a.txt", 1],
    ["..\\..\\..\\a.txt", 1],
    ["a/../../../x", 1],
    ["../2025-01-01-another/k.txt", 1],
    [`../${ID}-2/k.txt`, 1],
    ["..", 1],
    [`../${ID}/rollout-812.txt`, 0],
    ["gone.txt", 0],
    ["..gone.txt", 0],
  ])("file %s: %i", async (name, count) => {
    const list = evidence(`{id: E1, kind: log, file: '${name}'}`);
    expect(await at("evidence-outside", [list])).toHaveLength(count);
    if (count === 1) expect(await at("evidence-missing-file", [list])).toEqual([]);
  });

  test.each([
    ["../../README.md", 1],
    ["/README.md", 1],
    ["//example.org/x", 1],
    ["%2e%2e/%2e%2e/x", 1],
    ["..%5c..%5cx", 1],
    ["file:///etc/passwd", 1],
    ["../README.md", 0],
    ["https://example.org/../../x", 0],
  ])("link %s: %i", async (url, count) => {
    const section = put(`## Impact\n\n[a](${url})`);
    expect(await at("evidence-outside", [section])).toEqual(count === 1 ? [url] : []);
    if (count === 1) expect(await at("broken-link", [section])).toEqual([]);
  });

  test("links of the file system, also on the way, are told once", async () => {
    const list = evidence("{id: E1, kind: log, file: link.txt}", "{id: E2, kind: log, file: folder/hosts}");
    const section = put(`## Impact\n\n[a](../evidence/${ID}/link.txt)`);
    const prepare = (root: string) => {
      symlinkSync("/etc/hosts", join(root, "evidence", ID, "link.txt"));
      symlinkSync("/etc", join(root, "evidence", ID, "folder"));
    };
    const where = ["link.txt", "folder/hosts", `../evidence/${ID}/link.txt`];
    expect(await at("evidence-outside", [list, section], prepare)).toEqual(where);
    for (const rule of ["evidence-missing-file", "evidence-hash", "broken-link"])
      expect(await at(rule, [list, section], prepare)).toEqual([]);
  });
});

describe("evidence-unregistered", () => {
  test("dot files, notes and the files of a document that cannot be read are left alone", async () => {
    const broken = put("---\n*x\n---\n", "incidents/2026-05-01-other.md", "text");
    const its = put("x", "evidence/2026-05-01-other/a.txt", "text");
    expect(await at("evidence-unregistered", [file(".gitkeep"), file("README.md"), broken, its])).toEqual([]);
  });

  test("an entry with a fault lists its file all the same", async () => {
    expect(await at("evidence-unregistered", [evidence("{id: one, kind: logs, file: rollout-812.txt}")])).toEqual([]);
  });

  test("stands at evidence, and for a folder of nobody's once at its first file", async () => {
    const nobodys = [
      put("x", "evidence/gone/a.txt", "text"),
      put("x", "evidence/gone/b.txt", "text"),
      put("x", "evidence/c.txt", "text"),
    ];
    const found = await findingsOf("evidence-unregistered", [file("a.txt"), file("b/c.txt"), ...nobodys]);
    expect(found.map((one) => [one.at, one.message])).toEqual([
      ["", 'Expected a folder with the id of a document, found the file "c.txt"'],
      ["", 'Unknown document "gone" of a folder of evidence'],
      ["evidence", 'Missing evidence entry of the file "a.txt"'],
      ["evidence", 'Missing evidence entry of the file "b/c.txt"'],
    ]);
  });

  test("an empty folder is nothing", async () => {
    expect(await at("evidence-unregistered", [], (root) => mkdirSync(join(root, "evidence/gone")))).toEqual([]);
  });
});

test("evidence-unused: a citation, a mention, a reference or a link to its file is use", async () => {
  const list = evidence(...[1, 2, 3, 4, 5].map((n) => `{id: E${n}, kind: log, title: Log ${n}, file: E${n}.txt}`));
  const fences = [
    list,
    put(
      "first_suspects:\n  - {what: The cache, cites: [E1]}\ntimeline:\n  - {at: 2026-03-14T09:02:00Z, event: It begins, marks: [began]}",
    ),
    put("revisions:\n  - {on: 2026-04-02, what: Began earlier; see E2}"),
    put(`## Impact\n\nAs E3 shows. [a](../evidence/${ID}/E4.txt)`),
  ];
  expect(await at("evidence-unused", fences)).toEqual(["E5"]);
  expect(await at("evidence-unused", [...fences, put("status: draft")])).toEqual([]);
});

test("evidence-live-link: a file, a hash or an address for good answers it", async () => {
  const live = 'source: "https://metrics.example.org/d/1"';
  const list = evidence(
    `{id: E1, kind: metric, ${live}}`,
    `{id: E2, kind: metric, file: a.png, ${live}}`,
    `{id: E3, kind: metric, sha256: ${SHA}, ${live}}`,
    '{id: E4, kind: metric, source: "https://web.archive.org/web/2026/https://example.org/"}',
    `{id: E5, kind: config, source: "https://git.example.org/a/blob/${"0a".repeat(20)}/x.yaml"}`,
    "{id: E6, kind: account, title: What the operator said}",
  );
  expect(await at("evidence-live-link", [list, put("status: draft")])).toEqual(['"https://metrics.example.org/d/1"']);
});
