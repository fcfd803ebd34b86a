import type { Command } from "commander";
import { collectionRoot, nowOption, shown } from "./context.js";
import { addServeOptions, type ServeOptions, serveUntilInterrupted } from "./serve-until-interrupted.js";

/** `inquest serve`: the site with live reload, rebuilt on every save. It runs until it is interrupted. */
export function addServe(program: Command, exit: (code: number) => void): void {
  addServeOptions(program.command("serve"))
    .description("serve the site, rebuilt on every save, with its diagnostics")
    .addOption(nowOption())
    .addHelpText(
      "after",
      `
Nothing is written to disk. Diagnostics are in a panel on each page, at /_inquest/diagnostics/ and in the terminal.

Examples:
  inquest serve
  inquest serve --port 3000
  inquest serve --audience internal     with drafts and documents in review`,
    )
    .action(async (_, command: Command) => {
      const options: ServeOptions = command.optsWithGlobals();
      const root = collectionRoot(options);
      exit(await serveUntilInterrupted(root, shown(root), options));
    });
}
