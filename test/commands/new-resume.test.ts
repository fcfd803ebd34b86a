import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const ID = "2026-03-14-sign-in-fails";

/** A new collection with the draft that was begun while the incident went on, and what its author typed since. */
function begun(): { root: string; path: string; resume: (...args: string[]) => ReturnType<typeof inquest> } {
  const root = temporaryFolder({});
  inquest(["init", "."], { cwd: root });
  const facts = ["--date", "2026-03-14", "--zone", "UTC", "--mark", "began=23:50", "--service", "sidecar"];
  inquest(["new", "incident", "Sign-in fails", "--open", ...facts, "--suspect", "The cache"], { cwd: root });
  const path = join(root, "incidents", `${ID}.md`);
  const text = readFileSync(path, "utf8")
    .replace("title: Sign-in fails", 'title: "Sign-in fails"   # said the first caller')
    .replace("timeline:", "# told by Ana\ntimeline:");
  writeFileSync(path, `${text}\nRebooted the box at ten.\n`);
  return { root, path, resume: (...args) => inquest(["new", "--resume", ID, ...args], { cwd: root }) };
}

const FOUR = [
  ["--invariant", "Every valid token is accepted=The new key was not distributed"],
  ["--detection", "alert=The alert waits for 20 minutes of refusals"],
  ["--contract", "none=One team owns both sides"],
  ["--missing", "trace=Which key signed which token=To tell bad tokens from good ones"],
].flat();

const REST = [
  ...["--zone", "UTC", "--mark", "resolved=02:00 All tokens are good", "--mark", "detected=00:10 The alert fires"],
  ...["--mark", "began=23:50 The first token is refused", "--service", "admin-api:affected", "--severity", "sev2"],
  ...[
    "--kind",
    "trust/invalid-identity=Valid tokens were refused",
    "--owner",
    "team-policy",
    "--author",
    "ana",
    ...FOUR,
  ],
];

test("the rest goes into the draft of --open: comments, order and what was typed stay", () => {
  const { root, path, resume } = begun();
  const { code, stdout, stderr } = resume(...REST);
  expect([code, stdout]).toEqual([0, `incidents/${ID}.md\n`]);
  expect(readFileSync(path, "utf8")).toBe(`---
schema: 1
title: "Sign-in fails"   # said the first caller
kind: incident
status: draft
severity: sev2
owner: team-policy
authors: [ana]
services:
  - {service: sidecar, role: origin}
  - {service: admin-api, role: affected}
failure_kinds:
  - {kind: trust/invalid-identity, why: Valid tokens were refused}
# told by Ana
timeline:
  - {at: 2026-03-14T23:50:00Z, event: The first token is refused, marks: [began]}
  - {at: 2026-03-15T00:10:00Z, event: The alert fires, marks: [detected]}
  - {at: 2026-03-15T02:00:00Z, event: All tokens are good, marks: [resolved]}
first_suspects:
  - {what: The cache}
violated_invariants:
  - {invariant: {statement: Every valid token is accepted}, how: The new key was not distributed}
detection:
  delay: PT20M
  by: alert
  why_delayed: The alert waits for 20 minutes of refusals
unclear_contracts: {none: One team owns both sides}
missing_evidence:
  - {id: M1, what: Which key signed which token, kind: trace, needed_for: To tell bad tokens from good ones}
---

Rebooted the box at ten.

## Summary

<!-- What happened, in three sentences that somebody from another team understands. -->

## Impact

<!-- Who was affected and how, how many, for how long. -->

## Lessons

<!-- What others can learn from this. Follow-up work goes into actions, each with an owner and a due date. -->

<!-- The four answers stand in the fields above. Where one needs more than a sentence, give it a section:
"Which invariant was violated", "Why detection was delayed", "Which contract lacked clarity", "What evidence was missing". -->
`);
  // What is missing to publish is named, each with its line.
  expect(stderr).toContain("detected = 00:10Z on 2026-03-15\n");
  expect(stderr.slice(stderr.indexOf("Still missing"))).toBe(`Still missing to publish it:
  line 1: Missing field "published_on"
  line 34: Empty section "Summary"
  line 38: Empty section "Impact"
  line 42: Empty section "Lessons"

Next: fill in incidents/${ID}.md, then
  inquest check --status published incidents/${ID}.md
`);
  expect(inquest(["check", `incidents/${ID}.md`, "--date", "2026-03-20"], { cwd: root }).stdout).toBe(
    "12 files checked, no diagnostics\n",
  );
  // The same once more changes nothing.
  const again = resume(...REST);
  expect([again.code, again.stderr.includes("Nothing was added")]).toEqual([0, true]);
});

test("what is answered is refused, all of it at once, and --force replaces it", () => {
  const { path, resume } = begun();
  resume(...REST);
  const before = readFileSync(path, "utf8");
  const changes = [
    "--severity",
    "sev1",
    "--mark",
    "detected=2026-03-15T00:30Z",
    "--detection",
    "customer=Nobody looked",
  ];
  const { code, stdout, stderr } = resume(...changes);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.split("\n").map((line) => line.replace(/^.*\.md: /, ""))).toEqual([
    "severity is answered already: sev2; --force replaces it",
    "detected is answered already: 2026-03-15T00:10:00Z; --force replaces it",
    "detection: by is answered already: alert; --force replaces it",
    "detection: why_delayed is answered already: The alert waits for 20 minutes of refusals; --force replaces it",
    "",
  ]);
  expect(readFileSync(path, "utf8")).toBe(before);
  expect(resume(...changes, "--force").code).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(
    before
      .replace("sev2", "sev1")
      .replace("00:10:00Z", "00:30:00Z")
      .replace("PT20M", "PT40M")
      .replace("by: alert", "by: customer")
      .replace("The alert waits for 20 minutes of refusals", "Nobody looked"),
  );
});

test("a draft with help gets its comments filled in, and line ends stay", () => {
  const root = temporaryFolder({});
  inquest(["init", "."], { cwd: root });
  const facts = ["--id", ID, "--date", "2026-03-14", "--zone", "UTC", "--mark", "began=23:50", "--severity", "sev3"];
  inquest(["new", "incident", "Sign-in fails", ...facts], { cwd: root });
  const path = join(root, "incidents", `${ID}.md`);
  const text = readFileSync(path, "utf8").replace("severity: sev3", "severity:   # not agreed on yet");
  writeFileSync(path, text.replaceAll("\n", "\r\n"));
  expect(inquest(["new", "--resume", `incidents/${ID}.md`, ...REST], { cwd: root })).toMatchObject({ code: 0 });
  const after = readFileSync(path, "utf8");
  expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  const lines = after.split("\r\n");
  expect(lines).toContain("severity: sev2   # not agreed on yet");
  expect(lines.filter((line) => /^# (?!published_on|response|actions| {2}- \{(?:step|id: A1))/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith("##") && !text.includes(line))).toEqual([]);
  const timeline = lines.slice(lines.indexOf("timeline:") + 1).slice(0, 3);
  expect(timeline.map((line) => /marks: \[(\w+)\]/.exec(line)?.[1])).toEqual(["began", "detected", "resolved"]);
  expect(inquest(["check", `incidents/${ID}.md`, "--date", "2026-03-20"], { cwd: root }).stdout).toBe(
    "12 files checked, no diagnostics\n",
  );
});

test("the zone of --open is kept for --resume, and another one reads times without replacing it", () => {
  const root = temporaryFolder({});
  inquest(["init", ".", "--no-example"], { cwd: root });
  const facts = ["--date", "2026-03-14", "--zone", "Europe/Berlin", "--mark", "began=23:50"];
  inquest(["new", "incident", "Sign-in fails", "--open", ...facts], { cwd: root });
  const path = join(root, "incidents", `${ID}.md`);
  expect(readFileSync(path, "utf8")).toContain("status: draft\nzone: Europe/Berlin\ntimeline:\n");
  expect(inquest(["new", "--resume", ID, "--mark", "detected=00:10"], { cwd: root }).stderr).toContain(
    "detected = 00:10 CET on 2026-03-15 = 23:10Z on 2026-03-14\n",
  );
  const other = ["new", "--resume", ID, "--mark", "resolved=00:30", "--zone", "UTC"];
  expect(inquest(other, { cwd: root }).stderr).toContain("resolved = 00:30Z on 2026-03-15\n");
  expect(readFileSync(path, "utf8")).toContain("\nzone: Europe/Berlin\n");
  const offset = ["new", "incident", "x", "--open", "--dry-run", "--mark", "began=09:00", "--zone", "+02:00"];
  expect(inquest(offset, { cwd: root }).stdout).not.toContain("zone:");
});

test.each([
  [["--resume", "2026-03-14-sign-in-fail"], `Unknown document "2026-03-14-sign-in-fail": did you mean ${ID}?`],
  [["Another", "title", "--resume", ID], "leave out Another title"],
  [["--resume", ID, "--open"], "--open is for a new document"],
  [["--resume", ID, "--scenario", "policy-distribution-lag"], "--scenario is for drills"],
  [["--resume", ID, "--zone", "UTC", "--mark", "detected=23:40"], 'the time is before "began"'],
  [["--resume", ID, "--mark", "mitigated=2026-03-14T20:00Z"], '"mitigated" is before "began" of the document'],
  [["--resume", ID, "--service", "sidecars"], 'Unknown service "sidecars": did you mean "sidecar"?'],
])("%j is refused, and nothing is written", (args, message) => {
  const { root, path } = begun();
  const before = readFileSync(path, "utf8");
  const { code, stdout, stderr } = inquest(["new", ...args], { cwd: root });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a form that cannot be added to is left as it is, and what to write is said", () => {
  const { path, resume } = begun();
  writeFileSync(path, "---\n{schema: 1, title: Sign-in fails, kind: incident, status: draft}\n---\n");
  const { code, stderr } = resume("--owner", "team-policy");
  expect(code).toBe(2);
  expect(stderr).toContain("its form cannot be added to here; write it by hand: owner: team-policy");
  writeFileSync(path, "---\nschema: 1\ntitle: [\n---\n");
  expect(resume("--owner", "team-policy").stderr).toContain("its front matter has errors that inquest check lists");
});

test("--dry-run prints, a timeline from elsewhere goes in between, and a drill is resumed too", () => {
  const { root, path, resume } = begun();
  writeFileSync(
    join(root, "chat.csv"),
    "at,event,mark\n2026-03-14 23:40,Rollout 812,introduced\n00:30,Keys are sent again,\n",
  );
  const before = readFileSync(path, "utf8");
  const { stdout } = resume("--from", "chat.csv", "--zone", "UTC", "--mark", "resolved=00:40", "--dry-run");
  expect(readFileSync(path, "utf8")).toBe(before);
  expect([...stdout.matchAll(/- \{at: (\S+),/g)].map(([, at]) => at)).toEqual([
    "2026-03-14T23:40:00Z",
    "2026-03-14T23:50:00Z",
    "2026-03-15T00:30:00Z",
    "2026-03-15T00:40:00Z",
  ]);
  inquest(["new", "drill", "Issuer down", "--held", "2026-05-20"], { cwd: root });
  const drill = ["--service", "sidecar", "--location", "eu-west", "--environment", "staging", "--owner", "team-policy"];
  expect(inquest(["new", "--resume", "2026-05-20-issuer-down", ...drill], { cwd: root }).code).toBe(0);
  const text = readFileSync(join(root, "drills/2026-05-20-issuer-down.md"), "utf8");
  for (const line of ["environment: staging", "services: [sidecar]", "locations: [eu-west]", "owner: team-policy"])
    expect(text).toContain(`\n${line}\n`);
});
