import type { ServerResponse } from "node:http";

/** The open pages, each with a stream of server-sent events. */
export class Events {
  readonly #open = new Set<ServerResponse>();

  /** @param state is sent to a page when it connects and after each change */
  constructor(readonly state: () => object) {}

  /** Connects a page, and sends it the current state. */
  add(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    response.writeHead(200, { ...headers, "content-type": "text/event-stream" });
    // Milliseconds until a disconnected page connects again.
    response.write("retry: 500\n\n");
    this.#open.add(response);
    response.on("close", () => this.#open.delete(response));
    this.#tell(response);
  }

  /** Sends the current state to every page. */
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
