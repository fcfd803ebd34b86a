import type { Command } from "commander";
import { emptyProgram } from "./empty-program.js";
import { commands } from "./index.js";

/** The program with all its commands. `exit` takes the exit code of the one that runs. */
export function createProgram(exit: (code: number) => void): Command {
  const program = emptyProgram().addHelpText(
    "after",
    "\nExamples:\n  inquest demo             look around in a fictional collection\n  inquest init             write a new collection\n  inquest new incident     write a new draft\n  inquest check            validate the collection\n  inquest build            write its site into _site",
  );
  for (const add of commands) add(program, exit);
  return program;
}
