import { statSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import sirv from "sirv";
import { EnvironmentFault } from "../model/environment-fault.js";

/** `inquest serve`: shows a built site on this machine. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("show the built site on this machine")
    .option("--out <dir>", "the folder of the site", "_site")
    .option("--port <port>", "the port on 127.0.0.1", portOption, 8080)
    .addHelpText("after", "\nExamples:\n  inquest serve\n  inquest serve --port 3000")
    .action((options: { out: string; port: number }) => run(options.out, options.port));
}

function run(out: string, port: number): Promise<void> {
  const folder = resolve(out);
  if (!statSync(join(folder, "index.html"), { throwIfNoEntry: false })?.isFile())
    throw new EnvironmentFault(`No site in ${out}: build it first with inquest build`);
  const files = sirv(folder, { dev: true, dotfiles: false });
  const server = createServer((request, response) => {
    // Only this machine's own name: another site must not reach the server through a name of its own.
    const host = request.headers.host ?? "";
    if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(host))
      return void response.writeHead(403).end("Forbidden\n");
    if (request.method !== "GET" && request.method !== "HEAD")
      return void response.writeHead(405, { allow: "GET, HEAD" }).end();
    files(request, response, () => {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
    });
  });
  return new Promise((_, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        new EnvironmentFault(
          error.code === "EADDRINUSE"
            ? `Port ${port} is in use: choose another with --port`
            : `Cannot serve: ${error.message}`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () =>
      process.stdout.write(`Serving ${out} at http://127.0.0.1:${port}/ (Ctrl-C ends it)\n`),
    );
  });
}

function portOption(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("Expected a port from 1 to 65535.");
  return port;
}
