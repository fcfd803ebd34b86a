import { type Command, CommanderError } from "commander";
import { faultLine } from "./context.js";
import { handleOutputErrors } from "./output-errors.js";

/** Files of a usual size share memory of so many bytes: to allocate it for each of thousands takes longer than to read them. */
const SHARED_BUFFER_BYTES = 1024 * 1024;

/**
 * Runs a program with the arguments of this process. A fault is one line, with a stack trace only for `--debug`.
 * @param exit takes the exit code 2 of a fault; a command that runs says its own
 */
export async function runProgram(program: Command, exit: (code: number) => void): Promise<void> {
  handleOutputErrors();
  // Of the program alone: who imports the package has a process of their own.
  Buffer.poolSize = SHARED_BUFFER_BYTES;
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) return exit(error.exitCode === 0 ? 0 : 2);
    process.stderr.write(faultLine(error));
    if (process.argv.includes("--debug")) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    exit(2);
  }
}
