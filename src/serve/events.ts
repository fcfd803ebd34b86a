import type { ServerResponse } from "node:http";

/** The pages that wait to be told of changes, each over a stream of server-sent events. */
export class Events {
  readonly #open = new Set<ServerResponse>();

  /** @param state what a page is told when it comes and whenever something has changed */
  constructor(readonly state: () => object) {}

  /** Takes a page in, and tells it the state, so that it misses nothing that came before. */
  add(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    response.writeHead(200, { ...headers, "content-type": "text/event-stream" });
    // Who was away comes back soon.
    response.write("retry: 500\n\n");
    this.#open.add(response);
    response.on("close", () => this.#open.delete(response));
    this.#tell(response);
  }

  /** Tells every page the state. */
  tell(): void {
    for (const response of this.#open) this.#tell(response);
  }

  close(): void {
    for (const response of this.#open) response.end();
  }

  #tell(response: ServerResponse): void {
    response.write(`event: change\ndata: ${JSON.stringify(this.state())}\n\n`);
  }
}
