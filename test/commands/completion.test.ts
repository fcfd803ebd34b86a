import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { COMPLETED } from "../../src/commands/completion.js";
import { createProgram } from "../../src/commands/program.js";
import { rules } from "../../src/validate/rules/index.js";
import { collectionFolder } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const CLI = resolve("dist/bin/cli.js");

const script = (shell: string) => inquest(["completion", shell]).stdout;

/** What bash offers for a line whose last word is being typed; what `:` and `=` part are words of their own. */
function offered(...words: string[]): string[] {
  const run = `${script("bash")}
inquest() { "${process.execPath}" "${CLI}" "$@"; }
COMP_LINE="$*"; COMP_LINE=\${COMP_LINE// : /:}; COMP_LINE=\${COMP_LINE// = /=}; COMP_POINT=\${#COMP_LINE}
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
  expect(offered("inquest", "new", "")).toEqual(["incident", "near-miss", "drill"]);
});

test("the rules to explain are known", () => {
  expect(offered("inquest", "explain", "")).toEqual(rules.map(({ id }) => id));
});

test("bash completes the ids of the collection, also behind a colon and an equals sign", () => {
  expect(offered("inquest", "report", "--service", "aws-dyn")).toEqual(["aws-dynamodb"]);
  expect(offered("inquest", "report", "--class", "=", "tru")).toEqual(["trust"]);
  expect(offered("inquest", "catalog", "rename", "service", ":", "aws-dyn")).toEqual(["aws-dynamodb"]);
  expect(offered("inquest", "--root", "postmortems", "recall", "--like", "2026-01-09")).toHaveLength(1);
  expect(offered("inquest", "export", "2026-01-0")).toEqual(offered("inquest", "recall", "--like", "2026-01-0"));
  expect(offered("inquest", "export", "2026-01-0")).toContain("2026-01-09-logto-jwks-cache");
  expect(offered("inquest", "--root", "nowhere", "next", "--owner", "")).toEqual([]);
});

test("ids are listed by kind, and none that a shell could take for a command", () => {
  const cwd = collectionFolder({
    "catalog/services.yaml": "schema: 1\nservices: [{id: $(touch x)}, {id: b}, {id: a;b}, {id: a}]\n",
    "drills/2026-01-01-d.md": "",
    "incidents/2026-01-01-i.md": "no front matter",
    "incidents/`x`.md": "",
  });
  const ids = (kind: string) => inquest(["ids", kind], { cwd });
  expect(ids("service")).toEqual({ code: 0, stdout: "a\nb\n", stderr: "" });
  expect(ids("document").stdout).toBe("2026-01-01-d\n2026-01-01-i\n");
  expect(ids("kind").stdout).toContain("trust/missing-identity\n");
  expect(ids("entry").stdout).toContain("service:a\n");
  expect(ids("severity").stdout).toBe("sev1\nsev2\nsev3\n");
  expect(inquest(["ids", "service"], { cwd: "/" })).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("every option that takes an id of the collection has them completed, and no other", async () => {
  const below = (command: Command, path: string): string[] => [
    ...(command.registeredArguments.length > 0 ? [path] : []),
    ...command.options.map(({ long, flags }) => `${path} ${long}${/[<|]id\b/.test(flags) ? " id" : ""}`),
    ...command.commands.flatMap((one) => below(one, `${path} ${one.name()}`.trim())),
  ];
  const all = below(await createProgram(() => {}), "");
  for (const words of Object.keys(COMPLETED)) expect(all.map((one) => one.replace(/ id$/, ""))).toContain(words);
  const ids = all.filter((one) => one.endsWith(" id") && one !== "new --id id").map((one) => one.slice(0, -3));
  expect(ids.filter((one) => COMPLETED[one] === undefined)).toEqual([]);
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
