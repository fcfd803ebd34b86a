import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { CheckResult } from "../../src/reporters/json.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

/** Every document has one fault, so that what is reported shows what was selected. */
const FAULTY = SOUND.replace("owner: editors", "ownr: editors\nowner: editors");
const ONE = "incidents/2026-03-14-one.md";
const TWO = "incidents/2026-03-15-two.md";
const THREE = "incidents/2026-03-16-three.md";

let root: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
const commit = () => {
  git("add", "-A");
  git("commit", "-q", "-m", "change");
};
const edit = (path: string, from: string | RegExp, to: string) => {
  const before = readFileSync(join(root, path), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(root, path), after);
};

/** The files with findings of the schema or of references, in order. */
function selected(...args: string[]): string[] {
  const { stdout, stderr } = inquest(["check", "--format", "json", "--changed-since", "main", ...args], { cwd: root });
  expect(stderr).toBe("");
  const { diagnostics } = JSON.parse(stdout) as CheckResult;
  return [...new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file))];
}

beforeEach(() => {
  root = collectionFolder({
    [ONE]: FAULTY,
    [TWO]: FAULTY.replaceAll("what-clean-up-may-remove", "age-of-a-check"),
    [THREE]: FAULTY.replaceAll("what-clean-up-may-remove", "age-of-a-check"),
  });
  git("init", "-q", "-b", "main");
  commit();
  git("checkout", "-q", "-b", "work");
});

describe("what is reported", () => {
  test("nothing where nothing has changed", () => {
    expect(selected()).toEqual([]);
  });

  test("a changed file, committed or not", () => {
    edit(ONE, "Tokens were refused.", "Tokens were refused for an hour.");
    expect(selected()).toEqual([ONE]);
    commit();
    edit(TWO, "Tokens were refused.", "Tokens were refused for an hour.");
    expect(selected()).toEqual([ONE, TWO]);
    expect(selected(TWO)).toEqual([TWO]);
  });

  test("a new file that git does not know, and one that was renamed", () => {
    writeFileSync(join(root, "incidents/2026-03-17-new.md"), FAULTY);
    renameSync(join(root, TWO), join(root, "incidents/2026-03-18-renamed.md"));
    expect(selected()).toEqual(["incidents/2026-03-17-new.md", "incidents/2026-03-18-renamed.md"]);
  });

  test("what refers to a document that is gone", () => {
    edit(
      ONE,
      "missing_evidence:",
      `related: [{incident: 2026-03-15-two, relation: precedes, why: A}]\nmissing_evidence:`,
    );
    commit();
    git("branch", "-f", "main");
    rmSync(join(root, TWO));
    expect(selected()).toEqual([ONE]);
  });

  test("what refers to a changed entry of a catalog, and that entry alone", () => {
    edit("catalog/contracts.yaml", /(id: age-of-a-check\n {4}title: )/, "$1On the ");
    expect(selected()).toEqual([TWO, THREE]);
    edit("catalog/contracts.yaml", /id: age-of-a-check/, "id: age-of-checks");
    expect(selected()).toEqual([TWO, THREE]);
  });

  test("everything where inquest.yaml has changed", () => {
    edit("inquest.yaml", "title: Learning", "title: More learning");
    expect(selected()).toEqual([ONE, TWO, THREE]);
  });

  test("the document whose evidence has changed", () => {
    mkdirSync(join(root, "evidence/2026-03-15-two"), { recursive: true });
    writeFileSync(join(root, "evidence/2026-03-15-two/log.txt"), "a log");
    expect(selected()).toEqual([TWO]);
  });

  test("changes on the other branch count for nothing, and a detached head will do", () => {
    git("checkout", "-q", "main");
    edit(THREE, "Tokens were refused.", "Tokens were refused again.");
    commit();
    git("checkout", "-q", "work");
    edit(ONE, "Tokens were refused.", "Tokens were refused for an hour.");
    commit();
    git("checkout", "-q", "--detach");
    expect(selected()).toEqual([ONE]);
  });

  test("line ends that git changes on checkout are no change", () => {
    writeFileSync(join(root, ONE), FAULTY.replaceAll("\n", "\r\n"));
    expect(selected()).toEqual([]);
  });
});

describe("one clear fault", () => {
  const fault = (cwd: string, ref: string) => {
    const { code, stderr } = inquest(["check", "--changed-since", ref], { cwd });
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    return stderr;
  };

  test("for a ref that does not exist, or that is an option", () => {
    expect(fault(root, "gone")).toMatch(/--changed-since gone: git knows no such commit/);
    expect(fault(root, "--output=x")).toMatch(/git knows no such commit/);
  });

  test("outside git and before the first commit", () => {
    const folder = collectionFolder({ [ONE]: FAULTY });
    expect(fault(folder, "main")).toMatch(/this is no repository that git can read/);
    execFileSync("git", ["init", "-q"], { cwd: folder });
    expect(fault(folder, "main")).toMatch(/there is none yet/);
  });

  test("for a shallow clone without the merge base it says which fetch is needed", () => {
    edit(ONE, "Tokens were refused.", "Tokens were refused for an hour.");
    commit();
    edit(ONE, "for an hour", "for an hour or more");
    commit();
    const clone = collectionFolder({});
    rmSync(clone, { recursive: true });
    git("clone", "-q", "--depth", "1", "--no-single-branch", `file://${root}`, clone);
    expect(fault(clone, "origin/main")).toMatch(/not in this shallow clone; run git fetch --unshallow/);
  });
});
