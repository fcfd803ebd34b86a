#!/usr/bin/env node
import { CommanderError } from "commander";
import { faultLine } from "./commands/context.js";
import { createProgram } from "./commands/program.js";

const exit = (code: number) => {
  process.exitCode = code;
};

// A closed pipe (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  await createProgram(exit).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? 0 : 2);
  else {
    process.stderr.write(faultLine(error));
    if (process.argv.includes("--debug")) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    exit(2);
  }
}
