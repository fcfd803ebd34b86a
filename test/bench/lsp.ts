import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node.js";
import { childProcessorTime, median } from "./measure.js";
import { columns } from "./table.js";

const RUNS = 15;
/** Goal: from a keystroke to the diagnostics of the file. */
const MAX_KEYSTROKE_MS = 100;
/** An editor is answered only about what is wrong, so each file has a field that there is not. */
const FAULT = "no_such_field: 1\n";

/**
 * Types letters into files of a collection that an editor shows, and measures the time until their diagnostics are there. No
 * file is changed.
 * @param cli the program
 * @param id the id of a postmortem
 * @returns a table
 */
export async function measureKeystrokes(cli: string, root: string, id: string): Promise<string> {
  const child = spawn(process.execPath, [cli, "lsp", "--root", root], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const editor = new TypingEditor(child, root);
    const started = performance.now();
    await editor.start();
    const postmortem = new OpenFile(editor, `incidents/${id}.md`, (text) => text.replace(/^title:/m, `${FAULT}title:`));
    await postmortem.type((text) => text);
    const ready = performance.now() - started;
    const services = new OpenFile(editor, "catalog/services.yaml", (text) => `${text}\n${FAULT}`);
    const rows: string[][] = [["a letter in", "diagnostics", "slowest", "cpu", "goal"]];
    const files: [string, OpenFile, (text: string, letters: string) => string, number?][] = [
      ["a body", postmortem, (text, letters) => `${text}\n${letters}\n`, MAX_KEYSTROKE_MS],
      ["a title", postmortem, (text, letters) => text.replace(/^(title: ["']?)/m, `$1${letters} `), MAX_KEYSTROKE_MS],
      ["an id", postmortem, (text, letters) => text.replace(/(service: [\w-]+)/, `$1${letters}`), MAX_KEYSTROKE_MS],
      ["a catalog", services, (text, letters) => text.replace(/(title: ["']?)/, `$1${letters} `)],
    ];
    for (const [where, file, edit, maxMs] of files) {
      const times: number[] = [];
      const before = childProcessorTime(child.pid);
      for (let run = 1; run <= RUNS; run++) times.push(await file.type((text) => edit(text, "x".repeat(run))));
      const after = childProcessorTime(child.pid);
      const processor = before === null || after === null ? "-" : `${Math.round((after - before) / RUNS)} ms`;
      const met = median(times) <= (maxMs ?? 0) ? "met" : "MISSED";
      rows.push([
        where,
        `${Math.round(median(times))} ms`,
        `${Math.round(Math.max(...times))} ms`,
        processor,
        maxMs === undefined ? "-" : `${maxMs} ms ${met}`,
      ]);
    }
    return `keystroke in the language server, ready after ${(ready / 1000).toFixed(1)} s; medians of ${RUNS}\n${columns(rows)}\n`;
  } finally {
    child.kill();
  }
}

/** The editor at the other end. */
class TypingEditor {
  readonly connection: MessageConnection;
  readonly #versions = new Map<string, number>();
  #waiting: (() => void)[] = [];

  constructor(
    { stdin, stdout }: ChildProcess,
    readonly root: string,
  ) {
    if (stdin === null || stdout === null) throw new Error("inquest lsp has no streams");
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version }) => {
      if (version !== undefined) this.#versions.set(uri, version);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.listen();
  }

  async start(): Promise<void> {
    const workspaceFolders = [{ uri: pathToFileURL(this.root).href, name: "collection" }];
    const publishDiagnostics = { relatedInformation: true };
    const capabilities = { textDocument: { publishDiagnostics } };
    await this.connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities, workspaceFolders });
    await this.connection.sendNotification("initialized", {});
  }

  /** Waits for the diagnostics of a version of a file. */
  async published(uri: string, version: number): Promise<void> {
    while ((this.#versions.get(uri) ?? 0) < version) await new Promise<void>((wake) => this.#waiting.push(wake));
  }
}

/** A file that the editor shows. */
class OpenFile {
  readonly #uri: string;
  readonly #text: string;
  #version = 0;

  constructor(
    readonly editor: TypingEditor,
    path: string,
    prepare: (text: string) => string,
  ) {
    const file = join(editor.root, path);
    this.#uri = pathToFileURL(file).href;
    this.#text = prepare(readFileSync(file, "utf8"));
  }

  /** @returns the milliseconds until the diagnostics of the edited text are there */
  async type(edit: (text: string) => string): Promise<number> {
    const text = edit(this.#text);
    const version = ++this.#version;
    const started = performance.now();
    const document = { uri: this.#uri, version };
    await (version === 1
      ? this.editor.connection.sendNotification("textDocument/didOpen", {
          textDocument: { ...document, languageId: "any", text },
        })
      : this.editor.connection.sendNotification("textDocument/didChange", {
          textDocument: document,
          contentChanges: [{ text }],
        }));
    await this.editor.published(this.#uri, version);
    return performance.now() - started;
  }
}
