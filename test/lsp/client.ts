import { PassThrough, type Readable, type Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeParams,
  type MessageConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node.js";
import { serve } from "../../src/lsp/server.js";
import { readSchemas } from "../../src/read/read-schemas.js";

/** What a modern editor says that it can do. */
export const MODERN: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { resolveSupport: { properties: ["edit"] } },
  },
};

/** An editor without a screen. */
export class Client {
  /** Everything that the server sent of its own accord, by method. */
  readonly received: { method: string; params: unknown }[] = [];
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  readonly #versions = new Map<string, number>();
  #waiting: (() => void)[] = [];

  constructor(
    readonly connection: MessageConnection,
    readonly root: string,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    connection.onNotification((method, params) => void this.received.push({ method, params }));
    connection.onRequest((method, params) => {
      this.received.push({ method, params });
      return null;
    });
    connection.listen();
  }

  async initialize(
    capabilities: ClientCapabilities = MODERN,
    folders: readonly string[] = [this.root],
  ): Promise<unknown> {
    const params: InitializeParams = {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
    };
    const result = await this.connection.sendRequest("initialize", params);
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  uri(path: string): string {
    return pathToFileURL(`${this.root}/${path}`).href;
  }

  async open(path: string, text: string): Promise<void> {
    this.#versions.set(path, 1);
    const textDocument = { uri: this.uri(path), languageId: "any", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  async change(path: string, text: string): Promise<void> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    const textDocument = { uri: this.uri(path), version };
    await this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(path) } });
  }

  /** The diagnostics of a file, once they are as wanted. */
  async diagnostics(path: string, wanted: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.#diagnostics.get(this.uri(path));
      if (found && wanted(found)) return found;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** The diagnostics that are shown now, by URI, without files that have none. */
  shown(): Map<string, Diagnostic[]> {
    return new Map([...this.#diagnostics].filter(([, found]) => found.length > 0));
  }

  /** Asks about the place where a piece of text stands, plus an offset in it. */
  ask<T>(method: string, path: string, text: string, piece: string, plus = 0): Promise<T> {
    const lines = text.slice(0, text.indexOf(piece) + plus).split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(path) }, position });
  }
}

/** A server in this process, and an editor that talks to it over two pipes. The pipes are never closed: that would end the process. */
export function connect(root: string, today = "2026-11-23"): Client {
  const input = new PassThrough();
  const output = new PassThrough();
  serve({ input, output, version: "0", today: () => today, root: null, schemas: readSchemas() });
  return client(output, input, root);
}

/** An editor at the end of two streams. */
export function client(from: Readable, to: Writable, root: string): Client {
  const connection = createMessageConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
  onTestFinished(() => connection.dispose());
  return new Client(connection, root);
}
