import { type Command, CommanderError } from "commander";
import { faultLine } from "./context.js";
import { handleOutputErrors } from "./output-errors.js";

/**
 * Runs a program with the arguments of this process. A fault is one line, with a stack trace only for `--debug`.
 * @param exit takes the exit code 2 of a fault; a command that runs says its own
 */
export async function runProgram(program: Command, exit: (code: number) => void): Promise<void> {
  handleOutputErrors();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) return exit(error.exitCode === 0 ? 0 : 2);
    process.stderr.write(faultLine(error));
    if (process.argv.includes("--debug")) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    exit(2);
  }
}
