import { reasonOf } from "../model/environment-fault.js";

/** Ends the process where its output cannot be written. */
export function handleOutputErrors(): void {
  // A closed pipe (`| head`) is no error. A full disk behind `> file` is one, of the environment.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    process.stderr.write(`inquest: Cannot write the output: ${reasonOf(error)}\n`);
    process.exit(2);
  });
  // stderr is closed too, so the reason cannot be printed.
  process.stderr.on("error", () => process.exit(2));
}
