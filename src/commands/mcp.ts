import type { Command } from "commander";
import { packageVersion } from "../read/package-info.js";
import { type GlobalOptions, today } from "./context.js";

/** `inquest mcp`: the collection for assistants, read-only. It ends when the assistant closes it. */
export function addMcp(program: Command): void {
  program
    .command("mcp")
    .description("serve an assistant: search, read, recall, measures, check, explain; read-only")
    .addHelpText(
      "after",
      `
It speaks the Model Context Protocol over stdin and stdout, and needs
  npm install --save-dev @modelcontextprotocol/server

Examples:
  inquest mcp
  claude mcp add inquest -- npx inquest mcp`,
    )
    .action((_, command: Command) => run(command.optsWithGlobals()));
}

async function run(options: GlobalOptions): Promise<void> {
  // stdout carries the protocol, so packages must not print there.
  console.log = console.info = console.debug = console.error;
  const { serveAssistant } = await import("../mcp/server.js");
  await serveAssistant(
    { folder: process.cwd(), root: options.root, version: packageVersion(), today, clock: Date.now },
    { input: process.stdin, output: process.stdout },
  );
}
