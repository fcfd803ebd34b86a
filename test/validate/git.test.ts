import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { exampleFolder } from "../support/rule-examples.js";

const PATH = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const REVISION = (day: string) => `{on: ${day}, what: Counted again}`;

/** A version of the example: texts to replace, or more front matter. */
type Version = { replace?: [from: string, to: string][]; add?: string };

/** What `published-edit` says of the last version when the others are committed, oldest first: the message and the text at its place. */
async function findings(...versions: Version[]): Promise<string[]> {
  return (await told(...versions)).map(({ message, at }) => `${message} @ ${at}`);
}

async function told(...versions: Version[]) {
  const { root, request } = exampleFolder([]);
  const original = readFileSync(join(root, PATH), "utf8");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  git("init", "-q");
  versions.forEach(({ replace = [], add = "" }, index) => {
    let text = original;
    for (const [from, to] of replace) {
      expect(text).toContain(from);
      text = text.replace(from, to);
    }
    writeFileSync(join(root, PATH), text.replace("\n---\n", `\n${add}---\n`));
    if (index === versions.length - 1) return;
    git("add", ".");
    git("commit", "-q", "--allow-empty", "-m", `version ${index}`);
  });
  const { diagnostics, sources } = await check(root, request);
  return diagnostics
    .filter(({ rule }) => rule === "published-edit")
    .map(({ message, hint, line, column, endColumn }) => {
      const at = sources
        .get(PATH)
        ?.line(line)
        ?.slice(column - 1, endColumn - 1);
      return { message, hint, at };
    });
}

const later: [string, string] = ["2026-03-14T09:49:00Z", "2026-03-14T09:50:00Z"];
const revised = (...days: string[]) => `revisions:\n${days.map((day) => `  - ${REVISION(day)}\n`).join("")}`;

test("a fact that changed, at the fact, also after it was committed", async () => {
  const expected = ['Missing revision for a change of "timeline" @ 2026-03-14T09:49:01Z'];
  const changed: Version = { replace: [["2026-03-14T09:49:00Z", "2026-03-14T09:49:01Z"]] };
  expect(await findings({}, changed)).toEqual(expected);
  expect(await findings({}, changed, changed)).toEqual(expected);
  expect(await findings({}, changed, { ...changed, add: revised("2026-04-02") })).toEqual([]);
});

test("the hint tells what was there, if it is short and may be read", async () => {
  const hints = async (from: [string, string], to: [string, string]) =>
    (await told({ replace: [from] }, { replace: [to] })).map(({ hint }) => hint);
  const add = "Add a revisions entry: {on: 2026-11-23, what: …}";
  const severity = "severity: sev2";
  expect(await hints([severity, severity], [severity, "severity: sev1"])).toEqual([`${add}; it was "sev2" before`]);
  expect(await hints([severity, severity], [`${severity}\n`, ""])).toEqual([`${add}; it was "sev2" before`]);
  const comparable = "as_of: 2026-03-14T11:30:00Z";
  expect(await hints([comparable, "comparable: false"], [comparable, "comparable: true"])).toEqual([
    `${add}; it was false before`,
  ]);
  const what = "Rollouts are paused in all regions";
  for (const before of [
    "Ask mia@acme-corp.net",
    `It ran with npm${"_"}${"Qz7mWc4tLx9b".repeat(3)}`,
    "Long ".repeat(20),
  ])
    expect(await hints([what, before], [what, what])).toEqual([add]);
  const isNew: [string, string] = [severity, `${severity}\npattern: constant`];
  expect(await hints([severity, severity], isNew)).toEqual([add]);
});

test("one finding for several fields, at the first", async () => {
  const changed: Version = { replace: [["severity: sev2", "severity: sev1"], later] };
  expect(await findings({}, changed)).toEqual(['Missing revision for a change of "severity" and "timeline" @ sev1']);
});

test("what may change freely", async () => {
  const changed: Version = {
    replace: [
      ["owner: team-policy\nservices", "owner: team-other\nservices"],
      ["published_on: 2026-03-24", "published_on: 2026-03-25"],
      ["status: closed\n", "status: open\n"],
      ['affects: ["deploy/sidecar/**", "policy/**"]', "affects: [policy/**]"],
      ["title: The decision log carries the version", "title: The log carries the version"],
      ["{service: sidecar, role: origin}", "{role: origin, service: sidecar, visibility: public}"],
      ["## Lessons", "## Lessons\n\nOne more."],
    ],
    add: "visibility: public\nauthors: [someone]\n",
  };
  expect(await findings({}, changed)).toEqual([]);
});

test("a field that is gone, an entry that is new", async () => {
  const gone: Version = { replace: [["severity: sev2\n", ""]] };
  expect(await findings({}, gone)).toEqual(['Missing revision for a change of "severity" @ ---']);
  const added: Version = { replace: [["services:\n", "services:\n  - {service: token-issuer, role: affected}\n"]] };
  expect(await findings({}, added)).toEqual(['Missing revision for a change of "services" @ token-issuer']);
  const appended: Version = {
    replace: [["role: affected}\n", "role: affected}\n  - {service: token-issuer, role: affected}\n"]],
  };
  expect(await findings({}, appended)).toEqual(['Missing revision for a change of "services" @ service']);
});

test("each revision covers what changed up to it, and no more", async () => {
  const first: Version = { replace: [later], add: revised("2026-04-02") };
  const second: Version = { replace: [later, ["severity: sev2", "severity: sev1"]], add: revised("2026-04-02") };
  expect(await findings({}, first, second)).toEqual(['Missing revision for a change of "severity" @ sev1']);
  expect(await findings({}, first, { ...second, add: revised("2026-04-02", "2026-05-02") })).toEqual([]);
});

test("a revision that was removed", async () => {
  expect(await findings({ add: revised("2026-04-02", "2026-05-02") }, { add: revised("2026-04-02") })).toEqual([
    "Expected at least 2 revisions, found 1 @ revisions",
  ]);
});

test("before it was published, and while it is a draft again, everything may change", async () => {
  const draft: Version = { replace: [["status: published", "status: in-review"]] };
  const changed: Version = { replace: [later] };
  expect(await findings(draft, changed)).toEqual([]);
  expect(await findings({}, { replace: [...(draft.replace ?? []), later] })).toEqual([]);
});

test("not of others' incidents", async () => {
  expect(
    await findings({ add: "account: third-party\n" }, { add: "account: third-party\n", replace: [later] }),
  ).toEqual([]);
});
