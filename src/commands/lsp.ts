import { type Command, Option } from "commander";
import { packageVersion } from "../read/package-info.js";
import { readSchemas } from "../read/read-schemas.js";
import { collectionRoot, type GlobalOptions, today } from "./context.js";

/** `inquest lsp`: the diagnostics of `check` in an editor, while typing. It ends when the editor closes it. */
export function addLsp(program: Command): void {
  program
    .command("lsp")
    .description("serve an editor: diagnostics, hover, completion, fixes")
    .option("--stdio", "use stdin and stdout, which is the only transport")
    // Editors pass this; the server ends with that process by itself.
    .addOption(new Option("--clientProcessId <pid>").hideHelp())
    .addHelpText("after", "\nExamples:\n  inquest lsp --stdio")
    .action((_, command: Command) => run(command.optsWithGlobals()));
}

async function run(options: GlobalOptions): Promise<void> {
  // stdout carries the protocol, so packages must not print there.
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
