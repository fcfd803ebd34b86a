import type { Command } from "commander";
import { completableIds, type IdSet } from "../pipeline/completable-ids.js";
import { collectionRoot } from "./context.js";

/** `inquest ids`, for the scripts of `inquest completion`: they ask while somebody types, so no fault is worth a word. */
export function addIds(program: Command): void {
  program
    .command("ids", { hidden: true })
    .description("print the ids of a kind, for completion")
    .argument("<kind>")
    .action(async (kind: IdSet, _, command: Command) => {
      try {
        const ids = await completableIds(collectionRoot(command.optsWithGlobals()), kind);
        process.stdout.write(ids.map((id) => `${id}\n`).join(""));
      } catch {}
    });
}
