#!/usr/bin/env node
// A runner hands over no arguments; a hook of pre-commit does, and wants the command of that name. The third use of this file
// is the child process of the parser.
import { addCheck } from "../commands/check.js";
import { faultMessages } from "../commands/context.js";
import { emptyProgram } from "../commands/empty-program.js";
import { runProgram } from "../commands/run-program.js";
import { messageLine } from "../reporters/github.js";
import { runAction } from "./run-action.js";

const exit = (code: number) => {
  process.exitCode = code;
};

if (process.argv[2] === "markdown-child") await import("../parse/markdown-child.js");
else if (process.argv.length > 2) {
  const program = emptyProgram();
  addCheck(program, exit);
  await runProgram(program, exit);
} else
  try {
    exit(await runAction(process.env));
  } catch (error) {
    for (const message of faultMessages(error)) process.stdout.write(messageLine("error", message));
    exit(2);
  }
