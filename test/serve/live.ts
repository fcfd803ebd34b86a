import { type IncomingMessage, request } from "node:http";
import { onTestFinished } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { readServeFiles } from "../../src/read/read-serve-files.js";
import { newDiagnostics } from "../../src/serve/diagnostics.js";
import { type LiveServer, type ServeOptions, serveCollection } from "../../src/serve/server.js";

/** What the server tells a page. */
interface State {
  sites: number;
  checks: number;
  style: string | null;
}

export interface Answered {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
}

/** A live server for a collection, and what a browser and a terminal see of it. Gone when the test ends. */
export class Live {
  readonly faults: string[] = [];
  readonly fresh: Diagnostic[] = [];
  #state: State = { sites: 0, checks: 0, style: null };
  #waiting: (() => void)[] = [];

  private constructor(
    readonly server: LiveServer,
    readonly token: string,
  ) {}

  static async start(root: string, options: Partial<ServeOptions> = {}): Promise<Live> {
    const faults: string[] = [];
    const fresh: Diagnostic[] = [];
    const server = await serveCollection({
      root,
      port: 0,
      audience: "internal",
      date: "2026-11-23",
      search: true,
      today: () => "2026-11-23",
      version: "0.0.0",
      files: readServeFiles(),
      tell: (path) => path,
      onChange: () => {},
      onSite: () => {},
      onDiagnostics: (before, now) => void fresh.push(...newDiagnostics(before, now)),
      onFault: (words) => void faults.push(words),
      onNote: () => {},
      ...options,
    });
    onTestFinished(() => server.close());
    const page = await ask(server.url);
    const live = new Live(server, /data-token="([^"]+)"/.exec(page.text)?.[1] ?? "");
    Object.assign(live, { faults, fresh });
    live.#listen();
    await live.until(({ checks }) => checks > 0);
    return live;
  }

  get url(): string {
    return this.server.url;
  }

  get state(): State {
    return this.#state;
  }

  async get(path: string): Promise<Answered> {
    return ask(`${this.url}${path}`);
  }

  /** What the panel of a page shows. */
  async panel(
    path: string,
  ): Promise<{ counts: string; note: string | null; here: { where: string; message: string; fix: string | null }[] }> {
    const { text } = await this.get(
      `_inquest/diagnostics.json?token=${this.token}&page=${encodeURIComponent(`/${path}`)}`,
    );
    return JSON.parse(text);
  }

  /** Waits until pages have been told what is wanted. */
  async until(wanted: (state: State) => boolean): Promise<void> {
    while (!wanted(this.#state)) await new Promise<void>((wake) => this.#waiting.push(wake));
  }

  /** Does something to the files, and waits until the site and the diagnostics are those of the files as they are then. */
  async after(change: () => void): Promise<void> {
    const { sites, checks } = this.#state;
    change();
    await this.until((state) => state.sites > sites && state.checks > checks);
  }

  /** Waits until a page is as wanted. */
  async page(path: string, wanted: (answer: Answered) => boolean): Promise<Answered> {
    for (;;) {
      const { sites, checks } = this.#state;
      const answer = await this.get(path);
      if (wanted(answer)) return answer;
      await this.until((state) => state.sites > sites || state.checks > checks);
    }
  }

  #listen(): void {
    let rest = "";
    const stream = request(`${this.url}_inquest/events?token=${this.token}`, (response) => {
      response.setEncoding("utf8").on("data", (chunk: string) => {
        const parts = `${rest}${chunk}`.split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          const data = /^data: (.*)$/m.exec(part)?.[1];
          if (data === undefined) continue;
          this.#state = JSON.parse(data) as State;
          for (const wake of this.#waiting.splice(0)) wake();
        }
      });
    });
    stream.on("error", () => {}).end();
  }
}

/** One request, with headers as they are given. */
export function ask(
  url: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answered> {
  return new Promise((done, reject) => {
    const { hostname, port } = new URL(url);
    // The path goes out as it is written, steps up included.
    const path = url.slice(url.indexOf("/", "http://".length));
    request({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on("error", reject)
      .end();
  });
}
