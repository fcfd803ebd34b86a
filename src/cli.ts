#!/usr/bin/env node
import { createProgram } from "./commands/program.js";
import { runProgram } from "./commands/run-program.js";
import { commandWord } from "./commands/start.js";

const exit = (code: number) => {
  process.exitCode = code;
};

await runProgram(await createProgram(exit, commandWord(process.argv.slice(2))), exit);
