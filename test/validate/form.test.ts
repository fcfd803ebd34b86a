import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { applyEdits } from "../../src/edit/apply-edits.js";
import { cutScalars } from "../../src/parse/cut-scalars.js";
import { check } from "../../src/pipeline.js";
import { findingsOf, put } from "../support/findings.js";
import { exampleFolder, type Fence } from "../support/rule-examples.js";

const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const DRILL = "drills/2026-05-20-policy-lag-eu-west.md";

test.each<[string, string, string[]]>([
  ["a number of a ticket", "a: See ticket #4711", ["#4711"]],
  ["nothing before it", "a: #4711", ["#4711"]],
  ["in a list", "- #4711", ["#4711"]],
  ["between braces, with the bracket", "{a: See #4, b: x}", ["#4, b: x}"]],
  ["a comment", "a: text # a comment", []],
  ["a comment on a line of its own", "a: b\n#4711 is a ticket\nc: d", []],
  ["behind quotes", 'a: "text" #4711', []],
  ["in quotes", 'a: "See ticket #4711"', []],
  ["in a block", "a: >\n  See ticket #4711\n", []],
  ["without a space before it", "a: See ticket#4711", []],
  ["in text of two lines", "a: See\n  ticket #4711", ["#4711"]],
])("cut-scalar: %s", (_name, text, expected) => {
  expect(cutScalars(text).map(({ comment }) => text.slice(comment.start, comment.end))).toEqual(expected);
});

test("cut-scalar puts the text in quotes, and between braces stands for the syntax error", async () => {
  const told = async (fence: Fence) => {
    const { root, request } = exampleFolder([fence]);
    const { diagnostics, sources } = await check(root, request);
    return {
      diagnostics: diagnostics.filter(({ rule }) => rule !== "field-order"),
      text: sources.get(INCIDENT)?.text ?? "",
    };
  };
  const block = await told(put("owner: team-policy #2"));
  expect(block.diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([["cut-scalar", "warning"]]);
  const edits = block.diagnostics[0]?.suggestions?.[0]?.edits ?? [];
  expect(applyEdits(block.text, [edits]).text).toContain('owner: "team-policy #2"\n');
  const braces = await told(put("extent: {of: Orders of ticket #4711, share: 0.1}\nowner: team-policy"));
  expect(braces.diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([["cut-scalar", "error"]]);
  const off = "rules: {cut-scalar: off}";
  const { root, request } = exampleFolder([put("extent: {of: Ticket #4711, share: 0.1}"), put(off, "inquest.yaml")]);
  expect((await check(root, request)).diagnostics.map(({ rule }) => rule)).toEqual(["yaml-syntax"]);
});

const code = (hex: string) => String.fromCodePoint(Number.parseInt(hex, 16));
test.each<[string, string, string | null]>([
  [
    "a control in the file",
    `title: Grants${code("7")} stayed`,
    "error: Expected text, found the control character U+0007",
  ],
  ["written as an escape", 'title: "Grants\\u0007 stayed"', "error: Expected text, found the control character U+0007"],
  ["NUL as an escape", 'title: "Grants \\0"', "error: Expected text, found the control character U+0000"],
  ["U+FFFE as an escape", 'title: "Grants \\uFFFE"', "error: Expected text, found U+FFFE, which is no character"],
  ["DEL", `title: Grants${code("7f")}`, "error: Expected text, found the control character U+007F"],
  ["half a pair", 'title: "Grants \\ud83d"', "error: Expected text, found half a character, U+D83D"],
  ["no character", `title: Grants ${code("fdd0")}`, "error: Expected text, found U+FDD0, which is no character"],
  [
    "no character above U+FFFF",
    `title: Grants ${code("1fffe")}`,
    "error: Expected text, found U+1FFFE, which is no character",
  ],
  ["zero width alone", 'title: "\\u200b\\u200b"', "error: Expected text that can be seen, found U+200B U+200B alone"],
  ["a filler alone", `title: "${code("3164")}"`, "error: Expected text that can be seen, found U+3164 alone"],
  [
    "an override",
    `title: Grants ${code("202e")}stayed`,
    "warning: Expected text that is shown as it is written, found the bidirectional control U+202E",
  ],
  [
    "an override as an escape",
    'title: "Grants \\u2066stayed"',
    "warning: Expected text that is shown as it is written, found the bidirectional control U+2066",
  ],
  ["a tab and a line break", 'title: "Grants\\tstayed\\n"', null],
  ["an emoji with a joiner", "title: Grants 👩‍🚒 stayed", null],
  ["marks that right-to-left text needs", `title: Grants ${code("200f")} stayed`, null],
])("control-character: %s", async (_name, fields, expected) => {
  const found = await findingsOf("control-character", [put(fields)]);
  expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(expected === null ? [] : [expected]);
});

test("control-character in a body, at the character", async () => {
  const found = await findingsOf("control-character", [put(`## Lessons\n\nText ${code("1b")}[31m`)]);
  expect(found.map(({ at }) => at)).toEqual([code("1b")]);
});

test.each<[string, string, string | null]>([
  ["braces", "extent: {share: 0.12, of: sidecars}", "extent: [{share: 0.12, of: sidecars}]\n"],
  [
    "a block",
    "extent:\n  share: 0.12\n  # all of them\n  of: sidecars",
    "extent:\n  - share: 0.12\n    # all of them\n    of: sidecars\n",
  ],
  ["braces on two lines", "extent: {share: 0.12,\n  of: sidecars}", "extent: [{share: 0.12,\n  of: sidecars}]\n"],
  ["a list", "extent: [{share: 0.12, of: sidecars}]", null],
  [
    "an outcome",
    "response: [{step: contain-blast-radius, outcome: unknown, reason: No}]",
    "response: [{step: contain-blast-radius, outcome: not-recorded, reason: No}]\n",
  ],
])("old-form: %s", async (_name, fields, expected) => {
  const { root, request } = exampleFolder([put(fields)]);
  const first = await check(root, request);
  const found = first.diagnostics.filter(({ rule }) => rule === "old-form");
  const text = applyEdits(
    first.sources.get(INCIDENT)?.text ?? "",
    found.map(({ suggestions }) => suggestions?.[0]?.edits ?? []),
  ).text;
  if (expected === null) expect(found).toEqual([]);
  else {
    expect(text).toContain(expected);
    writeFileSync(join(root, INCIDENT), text);
    const again = (await check(root, request)).diagnostics.filter(({ severity }) => severity !== "info");
    expect(again.filter(({ rule }) => rule === "schema" || rule === "old-form")).toEqual([]);
  }
});

/** The example in git, changed by `change` after its first commit. */
async function inGit(change: (root: string) => void, fences: Fence[] = []) {
  const { root, request } = exampleFolder(fences);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  change(root);
  return (await check(root, request)).diagnostics.filter(({ severity }) => severity !== "info");
}

function edit(root: string, path: string, from: string, to: string): void {
  writeFileSync(join(root, path), readFileSync(join(root, path), "utf8").replace(from, to));
}

test("an old form that is written anew needs no revision", async () => {
  const old = put("extent: {share: 0.12, of: sidecars}");
  const list = (share: string) => (root: string) =>
    edit(root, INCIDENT, "extent: {share: 0.12, of: sidecars}", `extent: [{share: ${share}, of: sidecars}]`);
  expect(await inGit(list("0.12"), [old])).toEqual([]);
  expect((await inGit(list("0.2"), [old])).map(({ rule }) => rule)).toEqual(["published-edit"]);
});

const removed = async (change: (root: string) => void, fences: Fence[] = []) =>
  (await inGit(change, fences)).flatMap(({ rule, file, message }) =>
    rule === "published-removed" ? [[file, message]] : [],
  );

test("published-removed: deleted, renamed, renamed with its old name, and what may go", async () => {
  const page = "its page was incidents/2026-03-14-stale-grants-after-forced-rollout/";
  const gone = [[INCIDENT, `Published document removed; ${page}`]];
  expect(await removed((root) => rmSync(join(root, INCIDENT)))).toEqual(gone);
  const renamed = "incidents/2026-03-14-revoked-grants-stayed.md";
  const move = (root: string) => renameSync(join(root, INCIDENT), join(root, renamed));
  expect(await removed(move)).toEqual([
    [renamed, `Published as "2026-03-14-stale-grants-after-forced-rollout" before; ${page}`],
  ]);
  expect(
    await removed((root) => {
      move(root);
      edit(root, renamed, "kind: incident", "kind: incident\naliases: [2026-03-14-stale-grants-after-forced-rollout]");
    }),
  ).toEqual([]);
  const intoFolder = (root: string) => {
    mkdirSync(join(root, "incidents/2026"));
    renameSync(join(root, INCIDENT), join(root, INCIDENT.replace("incidents/", "incidents/2026/")));
  };
  expect(await removed(intoFolder)).toEqual([]);
  expect(await removed((root) => rmSync(join(root, INCIDENT)), [put("status: draft")])).toEqual([]);
  // The new one may be the file that cannot be read.
  expect(
    await removed((root) => {
      rmSync(join(root, INCIDENT));
      writeFileSync(join(root, "incidents/2026-06-01-broken.md"), "---\ntitle: [\n---\n");
    }),
  ).toEqual([]);
});

test("published-removed is told where changes are", async () => {
  const { root, request } = exampleFolder([]);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  rmSync(join(root, DRILL));
  const { diagnostics, selection } = await check(root, { ...request, changedSince: "HEAD" });
  const found = diagnostics.filter((one) => one.rule === "published-removed");
  expect(found.map(({ file }) => file)).toEqual([DRILL]);
  expect(found.every((one) => selection?.has(one))).toBe(true);
});

test.each<[string, string, string | null]>([
  ["beside the folders", "x.md", 'Expected a document in incidents/ or drills/, found "x.md"'],
  [
    "in a folder of the catalogs",
    "catalog/2026-06-02-x.md",
    'Expected a document in incidents/ or drills/, found "catalog/2026-06-02-x.md"',
  ],
  [
    "in another folder, by its name",
    "archive/2026-06-02-x.md",
    'Expected a document in incidents/ or drills/, found "archive/2026-06-02-x.md"',
  ],
  [
    "another ending",
    "incidents/2026-06-02-x.markdown",
    'Expected a name that ends in .md, found "2026-06-02-x.markdown"',
  ],
  ["an ending in capitals", "drills/2026-06-02-x.MD", 'Expected a name that ends in .md, found "2026-06-02-x.MD"'],
  ["a README", "README.md", null],
  ["a README of a folder", "incidents/2026/README.md", null],
  ["a file of the repository", "CONTRIBUTING.md", null],
  ["a note in another folder", "notes/on-call.md", null],
  ["evidence", "evidence/2026-03-14-stale-grants-after-forced-rollout/README.md", null],
  ["a package", "node_modules/x/2026-06-02-x.md", null],
  ["a hidden folder", ".github/2026-06-02-x.md", null],
])("misplaced-file: %s", async (_name, path, expected) => {
  const found = await findingsOf("misplaced-file", [{ language: "text", meta: path, text: "# Text\n" }]);
  expect(found.map(({ message }) => message)).toEqual(expected === null ? [] : [expected]);
});

test("misplaced-file: links, the about file, and another collection within", async () => {
  const told = async (prepare: (root: string) => void, fences: Fence[] = []) =>
    (await findingsOf("misplaced-file", fences, { prepare })).map(({ message }) => message);
  const about = (root: string) => writeFileSync(join(root, "about-us.md"), "About us\n");
  expect(await told(about)).toHaveLength(1);
  expect(await told(about, [put("site: {about: about-us.md}", "inquest.yaml")])).toEqual([]);
  // While inquest.yaml cannot be read, it may be the about file.
  const broken = (root: string) => {
    about(root);
    writeFileSync(join(root, "inquest.yaml"), "schema: [");
  };
  expect(await told(broken)).toEqual([]);
  const link = (root: string) => symlinkSync(join(root, INCIDENT), join(root, "2026-06-02-x.md"));
  expect(await told(link)).toEqual(["Expected a file or a folder, found a link"]);
  const inner = (root: string) => {
    const path = join(root, "other/incidents/2026-06-02-x.md");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "---\nschema: 1\n---\n");
    writeFileSync(join(root, "other/inquest.yaml"), "schema: 1\ntitle: Other\n");
  };
  expect(await told(inner)).toEqual([]);
});

test("misplaced-file: in a collection that is the whole repository, only what looks like a document", async () => {
  const prepare = (root: string) => {
    mkdirSync(join(root, ".git"));
    writeFileSync(join(root, "guide.md"), "# A guide\n");
    writeFileSync(join(root, "outage.md"), "---\nschema: 1\ntitle: An outage\n---\n");
  };
  const found = await findingsOf("misplaced-file", [], { prepare });
  expect(found.map(({ message }) => message)).toEqual([
    'Expected a document in incidents/ or drills/, found "outage.md"',
  ]);
});

test("an incident below drills and a drill below incidents are one diagnostic each", async () => {
  const { root, request } = exampleFolder([]);
  const swapped = [INCIDENT.replace("incidents/", "drills/"), DRILL.replace("drills/", "incidents/")] as const;
  renameSync(join(root, INCIDENT), join(root, swapped[0]));
  renameSync(join(root, DRILL), join(root, swapped[1]));
  const { diagnostics } = await check(root, request);
  expect(
    diagnostics.filter(({ severity }) => severity === "error").map(({ file, message, hint }) => [file, message, hint]),
  ).toEqual([
    [swapped[0], "Expected a drill in drills/, found a postmortem", `Move it to ${INCIDENT}`],
    [swapped[1], "Expected a postmortem in incidents/, found a drill", `Move it to ${DRILL}`],
  ]);
});

test.each([
  ["severity: SEV2", 'Did you mean "sev2"? An id: lower-case ASCII letters, digits and single hyphens'],
  ["services: [sidecar]", "Write {service: sidecar, role: …}"],
  ["violated_invariants: [it-holds]", "Write {invariant: it-holds, how: …}"],
  ["timeline: [It began]", "Write {at: …}"],
  ["unclear_contracts: none", "Say why there is none: {none: reason}"],
  ["actions: none", "Remove the field where there is none"],
  ["authors: somebody", "Write a list: one line with a dash for each entry"],
  ["detection: {delay: 1 h 5 min, by: alert, why_delayed: x}", "Write PT1H5M"],
  ["detection: {delay: 2 days, by: alert, why_delayed: x}", "Write P2D"],
  ["detection: {delay: soon, by: alert, why_delayed: x}", "Write it in ISO 8601, such as PT47M, PT2H35M or P2DT4H"],
  ["timeline: [{at: 10.02, event: x}]", "Write the day and the offset too, such as 2026-03-14T10:02:00Z"],
])("what people write for it has the right form in its hint: %s", async (line, hint) => {
  const { root, request } = exampleFolder([put(line)]);
  const { diagnostics } = await check(root, request);
  expect(diagnostics.filter(({ rule }) => rule === "schema").map((one) => one.hint)).toEqual([hint]);
});

test("a rule that does not exist is looked up with explain", async () => {
  const { root, request } = exampleFolder([put("rules: {nope: off, section-ordr: off}", "inquest.yaml")]);
  const { diagnostics } = await check(root, request);
  const hints = diagnostics.filter(({ rule }) => rule === "unknown-reference").map(({ hint }) => hint);
  expect(hints).toEqual(["inquest explain lists the rules", 'Did you mean "section-order"?']);
});
