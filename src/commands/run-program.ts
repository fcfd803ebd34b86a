import { type Command, CommanderError } from "commander";
import { reasonOf } from "../model/environment-fault.js";
import { faultLine } from "./context.js";

/**
 * Runs a program with the arguments of this process. A fault is one line, with a stack trace only for `--debug`.
 * @param exit takes the exit code 2 of a fault; a command that runs says its own
 */
export async function runProgram(program: Command, exit: (code: number) => void): Promise<void> {
  // A closed pipe (`| head`) is no error. A full disk behind `> file` is one, of the environment.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    process.stderr.write(`inquest: Cannot write the output: ${reasonOf(error)}\n`);
    process.exit(2);
  });
  // stderr is closed too, so the reason cannot be printed.
  process.stderr.on("error", () => process.exit(2));
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) return exit(error.exitCode === 0 ? 0 : 2);
    process.stderr.write(faultLine(error));
    if (process.argv.includes("--debug")) process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
    exit(2);
  }
}
