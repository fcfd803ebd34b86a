import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { ServeFiles } from "../read/read-serve-files.js";
import { watchCollection } from "../read/watch-collection.js";
import { type Answer, textAnswer } from "./answer.js";
import { Events } from "./events.js";
import { pathOf, refusalOf } from "./guard.js";
import { LiveCollection, type LiveOptions, wordsOf } from "./live-collection.js";
import { EVENTS, Routes } from "./routes.js";

export interface ServeOptions extends Omit<LiveOptions, "url"> {
  /** 0: any that is free. */
  port: number;
  /** Whether there is a search index. */
  search: boolean;
  files: ServeFiles;
  /** Called with the absolute path of each file that changed. */
  onChange: (path: string) => void;
}

/** A live server. */
export interface LiveServer {
  /** With a slash at its end. */
  url: string;
  live: LiveCollection;
  close(): Promise<void>;
}

/** Sent with every response, so that no other site can use it. */
const HEADERS = {
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
} as const;

/**
 * Serves the site of a collection on this machine, and rebuilds it when a file changes. Open pages reload if their
 * content has changed.
 * @returns after the first build; diagnostics follow
 * @throws EnvironmentFault if the port is in use
 */
export async function serveCollection(options: ServeOptions): Promise<LiveServer> {
  const { root, search, files, onSite, onDiagnostics, onFault, onChange } = options;
  const token = randomBytes(16).toString("base64url");
  const made = { sites: 0, checks: 0 };
  let url = "";
  let closed = false;
  const live: LiveCollection = new LiveCollection({
    ...options,
    url: () => url,
    onSite: (milliseconds) => {
      made.sites++;
      events.tell();
      onSite(milliseconds);
    },
    onDiagnostics: (before, now) => {
      made.checks++;
      events.tell();
      onDiagnostics(before, now);
    },
  });
  const events = new Events(() => ({ ...made, style: live.site?.file("assets/style.css")?.etag ?? null }));
  const routes = new Routes({ live, files, token, search });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // The server was closed during the build.
      if (closed) return;
      onFault(wordsOf(error));
      send(request, response, textAnswer(500, wordsOf(error)));
    });
  });
  const port = await listen(server, options.port);
  url = `http://127.0.0.1:${port}/`;
  const watching = watchCollection(
    root,
    (path) => {
      onChange(path);
      live.changed();
    },
    (reason) => onFault(`Cannot watch all of the collection: ${reason}`),
  );
  await watching.ready;
  live.changed();
  await live.ready();
  return {
    url,
    live,
    close: async () => {
      closed = true;
      events.close();
      server.close();
      server.closeAllConnections();
      await Promise.all([watching.close(), live.close()]);
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, port);
    if (refusal?.status === 405) response.setHeader("allow", "GET, HEAD");
    if (refusal) return send(request, response, textAnswer(refusal.status, refusal.reason));
    const asked = request.url ?? "/";
    const path = pathOf(asked);
    if (path === null) return send(request, response, textAnswer(404, "Not found"));
    const query = new URLSearchParams(asked.replace(/^[^?]*/, ""));
    const found = await routes.answer(path, query, request.headers.accept);
    if (found !== EVENTS) return send(request, response, found);
    if (request.method === "HEAD") return send(request, response, textAnswer(200, "Events"));
    events.add(response, HEADERS);
  }
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body, etag }: Answer): void {
  const all = { ...HEADERS, ...headers, ...(etag === null ? {} : { etag: `"${etag}"` }) };
  if (etag !== null && status === 200 && request.headers["if-none-match"] === `"${etag}"`)
    return void response.writeHead(304, all).end();
  response.writeHead(status, { ...all, "content-length": body.byteLength });
  response.end(request.method === "HEAD" ? undefined : body);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((done, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        new EnvironmentFault(
          error.code === "EADDRINUSE"
            ? `Port ${port} is in use: choose another with --port, or 0 for any that is free`
            : `Cannot serve on port ${port}: ${error.code ?? error.message}; choose another with --port`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () => done((server.address() as AddressInfo).port));
  });
}
