import type { Command } from "commander";
import { readDemo } from "../read/read-scaffold.js";
import { writeTemporaryFolder } from "../write/temporary-folder.js";
import { addServeOptions, type ServeOptions, serveUntilInterrupted } from "./serve-until-interrupted.js";

/** `inquest demo`: a fictional collection in a temporary folder, served. The folder goes when it is interrupted. */
export function addDemo(program: Command, exit: (code: number) => void): void {
  addServeOptions(program.command("demo"))
    .description("serve a small fictional collection to look around in")
    .addHelpText(
      "after",
      `
The collection is written to a temporary folder, which is removed at the end. Change a file in it and the page follows.

Examples:
  inquest demo
  inquest demo --port 0                 on any free port
  inquest demo --audience public        without what is internal`,
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

async function run(options: ServeOptions): Promise<number> {
  const folder = writeTemporaryFolder("inquest-demo", readDemo());
  // An interruption while the server starts exits at once.
  process.once("exit", folder.remove);
  try {
    // Signals are listened to before anybody can know of the folder.
    const served = serveUntilInterrupted(folder.path, "it", options, true);
    process.stdout.write(`Wrote a fictional collection into ${folder.path}; it is removed at the end\n`);
    return await served;
  } finally {
    folder.remove();
    process.off("exit", folder.remove);
  }
}
