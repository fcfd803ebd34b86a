import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { rules } from "../../src/validate/rules/index.js";
import { inquest } from "../support/run-inquest.js";

const script = (shell: string) => inquest(["completion", shell]).stdout;

/** What bash offers for a line whose last word is being typed. */
function offered(...words: string[]): string[] {
  const run = `${script("bash")}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _inquest; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", run, "bash", ...words], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
}

test("bash completes commands, theirs, options and what they can be", () => {
  expect(offered("inquest", "ch")).toEqual(["check"]);
  expect(offered("inquest", "evidence", "")).toEqual(["add", "verify", "help"]);
  expect(offered("inquest", "check", "--fo")).toEqual(["--format"]);
  expect(offered("inquest", "check", "--format", "s")).toEqual(["sarif"]);
  expect(offered("inquest", "--root", "docs", "evidence", "add", "a.log", "--ki")).toEqual(["--kind"]);
  expect(offered("inquest", "evidence", "add", "a.log", "--kind", "me")).toEqual(["metric", "message"]);
  expect(offered("inquest", "build", "--ro")).toEqual(["--root"]);
  expect(offered("inquest", "completion", "f")).toEqual(["fish"]);
});

test("the rules to explain are known", () => {
  expect(offered("inquest", "explain", "")).toEqual(rules.map(({ id }) => id));
});

test("where a file is wanted, the shell's own names of files come in", () => {
  expect(offered("inquest", "check", "--output", "x")).toEqual([]);
  expect(script("bash")).toContain("complete -o default -F _inquest inquest");
});

test.each(["bash", "fish", "zsh"])("the script for %s has every command and option of the help", (shell) => {
  const text = script(shell);
  const help = inquest(["check", "--help"]).stdout;
  const options = [...help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1] ?? "");
  expect(options).toContain("changed-since");
  for (const option of options) expect(text).toContain(shell === "fish" ? `-l ${option} ` : `--${option}`);
  const commands = [...inquest(["--help"]).stdout.matchAll(/^ {2}([a-z]+)\b(?: |$)/gm)].map((match) => match[1] ?? "");
  expect(commands).toContain("migrate");
  for (const command of commands) expect(text).toMatch(new RegExp(`\\b${command}\\b`));
});

test("another shell is one clear fault", () => {
  const { code, stderr } = inquest(["completion", "csh"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Allowed choices are bash, fish, zsh");
});
