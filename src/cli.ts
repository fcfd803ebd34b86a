#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { addBuild } from "./commands/build.js";
import { addCheck } from "./commands/check.js";
import { addEvidence } from "./commands/evidence.js";
import { addExplain } from "./commands/explain.js";
import { addInit } from "./commands/init.js";
import { addLsp } from "./commands/lsp.js";
import { addServe } from "./commands/serve.js";
import { EnvironmentFault } from "./model/environment-fault.js";
import { packageVersion } from "./read/package-version.js";

const exit = (code: number) => {
  process.exitCode = code;
};

const program = new Command("inquest")
  .description("Postmortem and evidence tooling for engineers who keep their postmortems in git")
  .version(packageVersion())
  .option("--root <dir>", "the folder of the collection")
  .option("--color", "colour the output")
  .option("--no-color", "do not colour the output")
  .option("--debug", "print a stack trace where something goes wrong")
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "inquest: ")) })
  .addHelpText(
    "after",
    "\nExamples:\n  inquest init             write a new collection\n  inquest check            validate the collection\n  inquest build            write its site into _site\n  inquest explain schema   say what a rule means",
  );
addInit(program, exit);
addCheck(program, exit);
addBuild(program, exit);
addServe(program);
addEvidence(program, exit);
addExplain(program, exit);
addLsp(program);

// A reader that has seen enough (`| head`) ends the run quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  await program.parseAsync();
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
