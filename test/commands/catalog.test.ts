import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { inquest } from "../support/run-inquest.js";

const PROJECT = fileURLToPath(new URL("../projects/first-postmortem/", import.meta.url));
const ID = "2026-05-11-paid-orders-shown-as-unpaid";

function project(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "inquest-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(PROJECT, folder, { recursive: true });
  return folder;
}

test("a statement moves into the catalog, is renamed, and its first address leads to its page", () => {
  const cwd = project();
  const read = (path: string) => readFileSync(join(cwd, path), "utf8");
  const added = inquest(["catalog", "add", `${ID}#I1`, "paid-is-shown"], { cwd });
  expect(added).toMatchObject({
    code: 0,
    stdout: `incidents/${ID}.md\ncatalog/invariants/paid-is-shown.yaml\n`,
  });
  expect(read(`incidents/${ID}.md`)).toContain("{invariant: paid-is-shown, how:");
  expect(inquest(["check", "--date", "2026-06-01"], { cwd }).stdout).toMatch(/no errors, 1 info\n$/);

  const renamed = inquest(["catalog", "rename", "invariant:paid-is-shown", "paid-orders-are-shown-as-paid"], { cwd });
  expect(renamed.code).toBe(0);
  expect(existsSync(join(cwd, "catalog/invariants/paid-is-shown.yaml"))).toBe(false);
  expect(read("catalog/invariants/paid-orders-are-shown-as-paid.yaml")).toContain("aliases: [paid-is-shown]\n");
  expect(inquest(["check", "--date", "2026-06-01"], { cwd }).stdout).toMatch(/no errors, 1 info\n$/);

  expect(inquest(["build", "--out", "site", "--audience", "internal", "--date", "2026-06-01"], { cwd }).code).toBe(0);
  const href = "../../invariants/paid-orders-are-shown-as-paid/index.html";
  expect(read("site/invariants/paid-is-shown/index.html")).toContain(`content="0; url=${href}"`);
  expect(existsSync(join(cwd, "site/invariants/paid-orders-are-shown-as-paid/index.html"))).toBe(true);
});

test("a published document needs no revision where an entry is named or renamed, and does where another is", () => {
  const cwd = project();
  const path = join(cwd, `incidents/${ID}.md`);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "Publish");
  const [, kind = ""] = /kind: (\w+\/[\w-]+)/.exec(readFileSync(path, "utf8")) ?? [];
  const [outer = ""] = kind.split("/");
  const edits = () =>
    inquest(["check", "--date", "2026-06-01"], { cwd })
      .stdout.split("\n")
      .filter((line) => line.includes("published-edit"));
  inquest(["catalog", "add", `${ID}#I1`, "paid-is-shown"], { cwd });
  expect(edits()).toEqual([]);
  inquest(["catalog", "rename", "invariant:paid-is-shown", "paid-orders-are-shown"], { cwd });
  inquest(["catalog", "rename", `kind:${kind}`, `${outer}/renamed`], { cwd });
  inquest(["catalog", "rename", `class:${outer}`, "outer"], { cwd });
  expect(readFileSync(path, "utf8")).toContain("kind: outer/renamed");
  expect(edits()).toEqual([]);
  const entry = join(cwd, "catalog/invariants/paid-orders-are-shown.yaml");
  writeFileSync(entry, readFileSync(entry, "utf8").replace(/^statement: .*/m, "statement: Something else holds"));
  expect(edits()).toHaveLength(1);
});

test("an alias that is no id, or is the id of another entry, has no page", () => {
  const cwd = project();
  inquest(["catalog", "rename", "kind:consistency/stale-data-plane", "late-data-plane"], { cwd });
  inquest(["catalog", "rename", "class:trust", "identity"], { cwd });
  inquest(["build", "--out", "site", "--audience", "internal", "--date", "2026-06-01"], { cwd });
  const has = (path: string) => existsSync(join(cwd, "site/taxonomy", path, "index.html"));
  expect(["consistency/stale-data-plane", "trust", "trust/missing-identity"].map(has)).toEqual([true, true, true]);
});

test.each([
  [["add", "nonsense", "x"], "nonsense: expected DOCUMENT#I1 for an invariant or DOCUMENT#C1 for a contract"],
  [["add", `${ID}#C1`, "x"], "Nothing was changed: a contract of the catalog has two parties or more"],
  [["add", `${ID}#I9`, "x"], `Nothing was changed: incidents/${ID}.md states no invariant I9 in place`],
  [["rename", "incident:x", "y"], "incident:x: expected TYPE:OLD, where TYPE is one of class, kind,"],
  [["rename", "service:none", "y"], "Nothing was changed: there is no service:none in the catalogs"],
])("catalog %j is refused", (args, message) => {
  const { code, stderr } = inquest(["catalog", ...args], { cwd: project() });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("--dry-run writes nothing", () => {
  const cwd = project();
  const before = readFileSync(join(cwd, `incidents/${ID}.md`), "utf8");
  const { code, stdout } = inquest(["catalog", "add", `${ID}#I1`, "paid-is-shown", "--dry-run"], { cwd });
  expect([code, stdout]).toEqual([0, `incidents/${ID}.md\ncatalog/invariants/paid-is-shown.yaml\n`]);
  expect(readFileSync(join(cwd, `incidents/${ID}.md`), "utf8")).toBe(before);
  expect(existsSync(join(cwd, "catalog/invariants"))).toBe(false);
});
