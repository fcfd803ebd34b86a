import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { fitHelp } from "../../src/commands/fit-help.js";
import { createProgram } from "../../src/commands/program.js";
import { HELP_FILE, type HelpTexts } from "../../src/commands/start.js";
import { packageVersion } from "../../src/read/package-info.js";
import { inquest } from "../support/run-inquest.js";

/** Lines that a small terminal shows at once, less those of its prompt. */
const MAX_HELP_LINES = 45;

/** The words that call each command, the program itself included. */
function calls(command: Command, above: readonly string[] = []): string[][] {
  return [[...above], ...command.commands.flatMap((one) => calls(one, [...above, one.name()]))];
}

test.each(calls(await createProgram(() => {})).map((call) => [call.join(" "), call] as const))(
  "the help of inquest %s is one screen",
  (_, call) => {
    const { code, stdout } = inquest([...call, "--help"]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(MAX_HELP_LINES);
  },
);

test.each(["", "check", "evidence add"])(
  "help of inquest %s is printed at once, and is what the command says",
  (call) => {
    const words = call.split(" ").filter(Boolean);
    const { stdout } = inquest([...words, "--help"]);
    // The options of the whole program in front make it load everything.
    expect(inquest(["--color", ...words, "--help"]).stdout).toBe(stdout);
  },
);

test("help fits a terminal of 40 columns, but for examples, which stay lines to copy", () => {
  const texts: Record<string, HelpTexts> = JSON.parse(readFileSync(HELP_FILE, "utf8"));
  for (const { whole } of Object.values(texts)) {
    const fitted = fitHelp(whole, 40);
    // Commands to copy.
    const isExample = (line: string) => /^ {2}\w+ /.test(line) && whole.includes(`\n${line}`);
    expect(fitted.split("\n").filter((line) => line.length > 40 && !isExample(line))).toEqual([]);
    const words = (text: string) => text.split(/\s+/).join(" ");
    expect(words(fitted)).toBe(words(whole));
  }
});

test("--version is the version", () => {
  expect(inquest(["--version"]).stdout).toBe(`${packageVersion()}\n`);
});
