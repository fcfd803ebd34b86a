#!/usr/bin/env node
import { CommanderError } from "commander";
import { createProgram } from "./commands/program.js";
import { EnvironmentFault } from "./model/environment-fault.js";

const exit = (code: number) => {
  process.exitCode = code;
};

// A reader that has seen enough (`| head`) ends the run quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  await createProgram(exit).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? 0 : 2);
  else {
    const known = error instanceof EnvironmentFault;
    process.stderr.write(
      `inquest: ${error instanceof Error ? error.message : String(error)}${known ? "" : " (this is a fault of inquest; --debug shows where)"}\n`,
    );
    if (process.argv.includes("--debug")) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    exit(2);
  }
}
