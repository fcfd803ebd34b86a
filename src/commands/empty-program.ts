import { Command } from "commander";
import { packageVersion } from "../read/package-info.js";
import { fitHelp, USUAL_COLUMNS } from "./fit-help.js";
import { usageFault } from "./usage-fault.js";

/** The program without its commands: what all of them share. */
export function emptyProgram(): Command {
  const columns = process.stdout.columns ?? USUAL_COLUMNS;
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
      .configureOutput({
        outputError: (text, write) => write(usageFault(text)),
        getOutHelpWidth: () => (columns < USUAL_COLUMNS ? Number.MAX_SAFE_INTEGER : columns),
        writeOut: (text) => void process.stdout.write(columns < USUAL_COLUMNS ? fitHelp(text, columns) : text),
      })
  );
}
