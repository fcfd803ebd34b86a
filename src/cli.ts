#!/usr/bin/env node
import { createProgram } from "./commands/program.js";
import { runProgram } from "./commands/run-program.js";

const exit = (code: number) => {
  process.exitCode = code;
};

await runProgram(createProgram(exit), exit);
