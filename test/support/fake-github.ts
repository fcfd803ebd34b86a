import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment as GitHub's API gives it. Source: GitHub Docs, "REST API endpoints for issue comments", the example response. */
export interface RecordedComment {
  id: number;
  node_id: string;
  html_url: string;
  body: string;
  user: { login: string; id: number; type: string };
  created_at: string;
  author_association: string;
}

/** The part of GitHub's API that the action asks, on loopback, with its comments in memory. */
export class FakeGitHub {
  comments: RecordedComment[] = [];
  files: { filename: string; status: string; previous_filename?: string }[] = [];
  /** Each request: method and path. */
  requests: string[] = [];
  tokens = new Set<string | undefined>();
  /** What to answer instead: a status, or never anything. */
  fault: { method: string; status: number | "hang" } | null = null;
  readonly #server: Server;
  #next = 1;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const body = await textOf(request);
      this.requests.push(`${request.method} ${request.url}`);
      this.tokens.add(request.headers.authorization);
      const { fault } = this;
      if (fault !== null && fault.method === request.method) {
        if (fault.status === "hang") return;
        return response.writeHead(fault.status).end(JSON.stringify({ message: `Refused @team`, status: "" }));
      }
      const [status, answer] = this.#answer(request.method ?? "", request.url ?? "", body);
      response.writeHead(status, { "content-type": "application/json" }).end(answer && JSON.stringify(answer));
    });
  }

  /** @returns the address of the API */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  reset(): void {
    Object.assign(this, { comments: [], files: [], requests: [], tokens: new Set(), fault: null });
  }

  /** A comment that somebody has written. */
  add(body: string, type = "Bot", association = "NONE"): RecordedComment {
    const id = this.#next++;
    const one: RecordedComment = {
      id,
      node_id: "MDEyOklzc3VlQ29tbWVudDE=",
      html_url: `https://github.com/o/r/pull/7#issuecomment-${id}`,
      body,
      user: { login: type === "Bot" ? "github-actions[bot]" : "stranger", id: 41898282, type },
      created_at: "2026-11-28T10:00:00Z",
      author_association: association,
    };
    this.comments.push(one);
    return one;
  }

  #answer(method: string, path: string, body: string): [status: number, answer: unknown] {
    const { pathname, searchParams } = new URL(path, "http://127.0.0.1");
    const pageOf = <T>(all: T[]): [number, T[]] => {
      const [size, page] = [Number(searchParams.get("per_page") ?? 30), Number(searchParams.get("page") ?? 1)];
      return [200, all.slice((page - 1) * size, page * size)];
    };
    if (method === "GET" && pathname === "/repos/o/r/pulls/7/files") return pageOf(this.files);
    if (method === "GET" && pathname === "/repos/o/r/issues/7/comments") return pageOf(this.comments);
    if (method === "POST" && pathname === "/repos/o/r/issues/7/comments") return [201, this.add(JSON.parse(body).body)];
    const one = this.comments.find(({ id }) => pathname === `/repos/o/r/issues/comments/${id}`);
    if (one && method === "DELETE") {
      this.comments = this.comments.filter((other) => other !== one);
      return [204, ""];
    }
    if (one && method === "PATCH") return [200, Object.assign(one, JSON.parse(body))];
    return [404, { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" }];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
