import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { CheckResult } from "../../src/model/schema-types.js";
import { rules } from "../../src/validate/rules/index.js";
import { inquest } from "../support/run-inquest.js";

const PROJECTS = fileURLToPath(new URL("../projects/", import.meta.url));
const names = readdirSync(PROJECTS, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

/** A copy of a project in a new folder. Where the project has a folder `before`, git holds what is in there. */
function copyOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const project = join(PROJECTS, name);
  const before = join(project, "before");
  if (existsSync(before)) {
    cpSync(before, folder, { recursive: true });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: folder });
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "one");
  }
  const notOfIt = ["before", "expected.txt"];
  cpSync(project, folder, { recursive: true, filter: (path) => !notOfIt.includes(relative(project, path)) });
  return folder;
}

function check(folder: string, ...args: string[]) {
  const baseline = existsSync(join(folder, "baseline.json")) ? ["--baseline", "baseline.json"] : [];
  // In a job at GitHub the default is another format.
  return inquest(["check", "--no-color", ...baseline, ...args], { cwd: folder, env: { GITHUB_ACTIONS: "" } });
}

/** The rules of the findings in a print-out, one for each finding. */
function rulesIn(printed: string): string[] {
  return [...printed.matchAll(/^\S+:\d+:\d+ {2}(?:error|warning|info) {2}.* {2}([a-z-]+)$/gm)].map(
    ([, id]) => id ?? "",
  );
}

test.each(names)("%s prints what its expected.txt says", async (name) => {
  const { code, stdout, stderr } = check(copyOf(name));
  expect(stderr).toBe("");
  await expect(stdout).toMatchFileSnapshot(join(PROJECTS, name, "expected.txt"));
  expect(code).toBe(/^\S+ {2}error {2}/m.test(stdout) ? 1 : 0);
});

test("every-fault has a finding of every rule", () => {
  const found = rulesIn(check(copyOf("every-fault")).stdout);
  expect([...new Set(found)].sort()).toEqual(rules.map(({ id }) => id));
});

test("sound has none", () => {
  expect(check(copyOf("sound")).stdout).toMatch(/^\d+ files checked, no findings\n$/);
});

test("of the third-party account in every-fault nothing is asked that is the owner's duty", () => {
  const folder = copyOf("every-fault");
  const file = "incidents/2026-05-05-northbank-edge-kept-ended-sessions.md";
  const found = () => {
    const { diagnostics } = JSON.parse(check(folder, "--format", "json", file).stdout) as CheckResult;
    return diagnostics.map(({ rule }) => rule).sort();
  };
  expect(found()).toEqual(["uncited"]);
  const text = readFileSync(join(folder, file), "utf8");
  writeFileSync(join(folder, file), text.replace("account: third-party", "account: own"));
  expect(found()).toEqual([
    "action-incomplete",
    "action-overdue",
    "contract-without-clarification",
    "degradation-mismatch",
    "degradation-undeclared",
    "gap-without-action",
    "objective-breached",
    "published-edit",
  ]);
});
