import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from "vscode-languageserver/node.js";
import type { Checked } from "../pipeline.js";
import type { Editor, OpenFile } from "./editor.js";
import { toDiagnostic } from "./to-diagnostic.js";

/** Publishes the diagnostics of every file, open or not, and withdraws those that are gone. */
export class Publisher {
  /** What was published last, as text, by URI; nothing for what has no diagnostics. */
  #shown = new Map<string, string>();

  constructor(
    readonly editor: Editor,
    readonly uriOf: (path: string) => string,
  ) {}

  /** @param files the open files that were checked */
  publish(checked: Checked, files: readonly OpenFile[]): void {
    const versions = new Map(files.map(({ uri, version }) => [uri, version]));
    const shown = new Map<string, string>();
    for (const [uri, diagnostics] of this.#byUri(checked)) {
      const text = JSON.stringify(diagnostics);
      shown.set(uri, text);
      const version = versions.get(uri);
      // An editor may drop diagnostics of a version that it has left behind, so those of open files are always sent.
      if (version !== undefined) this.editor.publish({ uri, version, diagnostics });
      else if (this.#shown.get(uri) !== text) this.editor.publish({ uri, diagnostics });
    }
    for (const uri of this.#shown.keys())
      if (!shown.has(uri)) this.editor.publish({ uri, ...versionOf(versions.get(uri)), diagnostics: [] });
    this.#shown = shown;
  }

  clear(): void {
    for (const uri of this.#shown.keys()) this.editor.publish({ uri, diagnostics: [] });
    this.#shown.clear();
  }

  #byUri({ diagnostics, unreadable }: Checked): Map<string, LspDiagnostic[]> {
    const found = new Map<string, LspDiagnostic[]>();
    const uris = new Map<string, string>();
    const uriOf = (path: string) => {
      const uri = uris.get(path) ?? this.uriOf(path);
      uris.set(path, uri);
      return uri;
    };
    const add = (path: string, diagnostic: LspDiagnostic) => {
      const uri = uriOf(path);
      const list = found.get(uri) ?? [];
      list.push(diagnostic);
      found.set(uri, list);
    };
    for (const one of diagnostics) add(one.file, toDiagnostic(one, uriOf, this.editor.can.related));
    for (const { path, reason } of unreadable) add(path, cannotRead(reason));
    return found;
  }
}

function versionOf(version: number | undefined): { version?: number } {
  return version === undefined ? {} : { version };
}

/** `check` prints this on stderr, which editors do not show. */
function cannotRead(reason: string): LspDiagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Error,
    source: "inquest",
    message: `Cannot read this file: ${reason}`,
  };
}
