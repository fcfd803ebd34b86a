import { constants } from "node:os";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Visibility } from "../model/schema-types.js";
import { packageVersion } from "../read/package-info.js";
import { readServeFiles } from "../read/read-serve-files.js";
import type { LiveServer } from "../serve/server.js";
import { callFor } from "./call-for.js";
import { colourFor, type GlobalOptions, shown, today } from "./context.js";
import { ServeLog } from "./serve-log.js";

export interface ServeOptions extends GlobalOptions {
  port: number;
  audience?: Visibility;
  date?: string;
  search: boolean;
}

/** Adds the options of every command that serves a site. */
export function addServeOptions(command: Command): Command {
  return command
    .option("--port <port>", "the port on 127.0.0.1; 0: any free port", portOption, 8080)
    .addOption(
      new Option("--audience <audience>", "public, or internal with drafts; default: as in inquest.yaml").choices([
        "public",
        "internal",
      ]),
    )
    .option("--no-search", "do not build the search index");
}

/**
 * Serves the site of a collection until the process is interrupted, and leaves nothing running.
 * @param name how the collection is called in what is printed
 * @param isThrowaway whether the folder is removed at the end: then it needs no history
 * @returns the exit code, as shells count the signal that ended it
 */
export async function serveUntilInterrupted(
  root: string,
  name: string,
  options: ServeOptions,
  isThrowaway = false,
): Promise<number> {
  let server: LiveServer | null = null;
  const ended = new Promise<number>((done, reject) => {
    // A second one ends it at once.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => {
        const code = 128 + constants.signals[signal];
        // What is still starting has nothing to close.
        if (server === null) process.exit(code);
        server.close().then(() => done(code), reject);
      });
  });
  const { serveCollection } = await import("../serve/server.js");
  const tell = (path: string) => shown(resolve(root, path));
  const log = new ServeLog(tell, colourFor(process.stderr, options), (text) => void process.stderr.write(text));
  server = await serveCollection({
    root,
    port: options.port,
    audience: options.audience ?? null,
    date: options.date ?? null,
    search: options.search,
    today,
    version: packageVersion(),
    files: readServeFiles(),
    tell,
    // Nobody goes on with a collection that is removed at the end.
    ...(isThrowaway ? {} : { call: callFor(root) }),
    onChange: (path) => log.changed(shown(path)),
    onSite: (milliseconds) => log.site(milliseconds),
    onDiagnostics: (before, now) => log.diagnostics(before, now),
    onFault: (words) => log.fault(words),
    onNote: (words) => {
      if (!isThrowaway) log.fault(`note: ${words}`);
    },
  });
  const readers = server.live.audience === "internal" ? "internal readers, with drafts" : "the public, without drafts";
  process.stdout.write(`Serving ${name} for ${readers}, at ${server.url} (Ctrl-C ends it)\n`);
  return ended;
}

function portOption(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new InvalidArgumentError("Expected a port from 0 to 65535.");
  return port;
}
