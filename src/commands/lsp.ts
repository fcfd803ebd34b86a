import { type Command, Option } from "commander";
import { packageVersion } from "../read/package-info.js";
import { readSchemas } from "../read/read-schemas.js";
import { collectionRoot, type GlobalOptions, today } from "./context.js";

/** `inquest lsp`: the findings of `check` in an editor while somebody types. It ends when the editor says so. */
export function addLsp(program: Command): void {
  program
    .command("lsp")
    .description("serve an editor over the Language Server Protocol: findings, hover, completion, fixes")
    .option("--stdio", "talk over stdin and stdout; there is no other way")
    // Editors add this; the server watches for the end of that process by itself.
    .addOption(new Option("--clientProcessId <pid>").hideHelp())
    .addHelpText("after", "\nExamples:\n  inquest lsp --stdio")
    .action((_, command: Command) => run(command.optsWithGlobals()));
}

async function run(options: GlobalOptions): Promise<void> {
  // On stdout is the protocol and nothing else, whatever a package may want to print.
  console.log = console.info = console.debug = console.error;
  const { serve } = await import("../lsp/server.js");
  serve({
    input: process.stdin,
    output: process.stdout,
    version: packageVersion(),
    today,
    root: options.root === undefined ? null : collectionRoot(options),
    schemas: readSchemas(),
  });
}
