import { constants } from "node:os";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Visibility } from "../model/schema-types.js";
import { packageVersion } from "../read/package-info.js";
import { readServeFiles } from "../read/read-serve-files.js";
import type { LiveServer } from "../serve/server.js";
import { collectionRoot, colourFor, type GlobalOptions, nowOption, shown, today } from "./context.js";
import { ServeLog } from "./serve-log.js";

interface ServeCommandOptions extends GlobalOptions {
  port: number;
  audience?: Visibility;
  date?: string;
  search: boolean;
}

/** `inquest serve`: the site with live reload, rebuilt on every save. It runs until it is interrupted. */
export function addServe(program: Command, exit: (code: number) => void): void {
  program
    .command("serve")
    .description("serve the site with live reload: rebuilt on every save, with the diagnostics in the page")
    .option("--port <port>", "the port on 127.0.0.1; 0: any free port", portOption, 8080)
    .addOption(
      new Option("--audience <audience>", "public, or internal with drafts; default: as in inquest.yaml").choices([
        "public",
        "internal",
      ]),
    )
    .addOption(nowOption())
    .option("--no-search", "do not build the search index")
    .addHelpText(
      "after",
      `
Nothing is written to disk. Diagnostics are in a panel on each page, at /_inquest/diagnostics/ and in the terminal.

Examples:
  inquest serve
  inquest serve --port 3000
  inquest serve --audience internal     with drafts and documents in review`,
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

/** @returns the exit code, as shells count the signal that ended it */
async function run(options: ServeCommandOptions): Promise<number> {
  const root = collectionRoot(options);
  const { serveCollection } = await import("../serve/server.js");
  const tell = (path: string) => shown(resolve(root, path));
  const log = new ServeLog(tell, colourFor(process.stderr, options), (text) => void process.stderr.write(text));
  const server = await serveCollection({
    root,
    port: options.port,
    audience: options.audience ?? null,
    date: options.date ?? null,
    search: options.search,
    today,
    version: packageVersion(),
    files: readServeFiles(),
    tell,
    onChange: (path) => log.changed(shown(path)),
    onSite: (milliseconds) => log.site(milliseconds),
    onDiagnostics: (before, now) => log.diagnostics(before, now),
    onFault: (words) => log.fault(words),
  });
  const readers = server.live.audience === "internal" ? "internal readers, with drafts" : "the public, without drafts";
  process.stdout.write(`Serving ${shown(root)} for ${readers}, at ${server.url} (Ctrl-C ends it)\n`);
  return ended(server);
}

/** Waits for the signal to end, and leaves nothing running. */
function ended(server: LiveServer): Promise<number> {
  return new Promise((done, reject) => {
    // A second one ends it at once.
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => server.close().then(() => done(128 + constants.signals[signal]), reject));
  });
}

function portOption(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new InvalidArgumentError("Expected a port from 0 to 65535.");
  return port;
}
