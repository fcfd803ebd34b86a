import type { Command } from "commander";
import { emptyProgram } from "./empty-program.js";
import { commands } from "./index.js";

/** It prints what all the others take. */
const NEEDS_ALL = "completion";

/**
 * The program with its commands. `exit` takes the exit code of the one that runs.
 * @param word the word of the call that should name a command: where it does, that one is enough
 */
export async function createProgram(exit: (code: number) => void, word?: string): Promise<Command> {
  const program = emptyProgram().addHelpText(
    "after",
    "\nExamples:\n  inquest demo             look around in a fictional collection\n  inquest init             write a new collection\n  inquest new incident     write a new draft\n  inquest check            validate the collection\n  inquest build            write its site into _site",
  );
  const isOne = word !== undefined && word !== NEEDS_ALL && Object.hasOwn(commands, word);
  const names = isOne ? [word] : Object.keys(commands);
  for (const name of names) (await commands[name]?.())?.(program, exit);
  return program;
}
