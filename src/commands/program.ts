import { Command } from "commander";
import { packageVersion } from "../read/package-info.js";
import { commands } from "./index.js";
import { usageFault } from "./usage-fault.js";

/** The program with all its commands. `exit` takes the exit code of the one that runs. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command("inquest")
    .description("Postmortem and evidence tooling for engineers who keep their postmortems in git")
    .version(packageVersion())
    .option("--root <dir>", "the folder of the collection")
    .option("--color", "colour the output")
    .option("--no-color", "do not colour the output")
    .option("--debug", "print a stack trace on errors")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageFault(text)) })
    .addHelpText(
      "after",
      "\nExamples:\n  inquest demo             look around in a fictional collection\n  inquest init             write a new collection\n  inquest new incident     write a new draft\n  inquest check            validate the collection\n  inquest build            write its site into _site\n  inquest explain schema   explain a rule",
    );
  for (const add of commands) add(program, exit);
  return program;
}
