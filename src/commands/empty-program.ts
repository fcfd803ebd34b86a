import { Command } from "commander";
import { packageVersion } from "../read/package-info.js";
import { usageFault } from "./usage-fault.js";

/** The program without its commands: what all of them share. */
export function emptyProgram(): Command {
  return (
    new Command("inquest")
      .description("Postmortem and evidence tooling for engineers who keep their postmortems in git")
      .version(packageVersion())
      .option("--root <dir>", "the folder of the collection")
      .option("--color", "colour the output")
      .option("--no-color", "do not colour the output")
      .option("--debug", "print a stack trace on errors")
      // Names alone: the arguments of a command are in its own help, and leave no room for what it does.
      .configureHelp({ subcommandTerm: (command) => command.name() })
      .exitOverride()
      .configureOutput({ outputError: (text, write) => write(usageFault(text)) })
  );
}
