import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  LogMessageNotification,
  MarkupKind,
  MessageType,
  TextDocumentSyncKind,
  type TextDocuments,
} from "vscode-languageserver/node.js";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { ACTION_KINDS } from "./code-actions.js";
import type { Abilities, Editor } from "./editor.js";
import { pathOf } from "./uris.js";

/** What the server offers. */
export const CAPABILITIES: InitializeResult["capabilities"] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  completionProvider: { triggerCharacters: [" ", ":", "/", "{", "[", ","] },
  definitionProvider: true,
  codeActionProvider: { codeActionKinds: [...ACTION_KINDS], resolveProvider: true },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** The editor at the other end. Of its files only those on this machine's disks count. */
export function connectEditor(connection: Connection, documents: TextDocuments<TextDocument>): Editor {
  return {
    open: () =>
      documents.all().flatMap((document) => {
        const path = pathOf(document.uri);
        if (path === null) return [];
        // Offsets count without a byte order mark everywhere. Few editors send it.
        const text = document.getText().replace(/^\uFEFF/, "");
        return { uri: document.uri, path, version: document.version, text };
      }),
    // An editor that is gone hears nothing; the end of its stream ends the server.
    publish: (diagnostics) => void connection.sendDiagnostics(diagnostics).catch(() => {}),
    log: (message) =>
      void connection
        .sendNotification(LogMessageNotification.type, { type: MessageType.Error, message })
        .catch(() => {}),
    can: { related: false, versionedEdits: false, createFiles: false, resolveEdits: false, markdown: false },
  };
}

/** What the editor says that it can do. */
export function abilitiesOf({ capabilities: { textDocument, workspace } }: InitializeParams): Abilities {
  return {
    related: textDocument?.publishDiagnostics?.relatedInformation === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    resolveEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
  };
}

/** The folders that the editor shows, by the newest way in which it says so. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.flatMap(({ uri }) => pathOf(uri) ?? []);
  if (rootUri) return [pathOf(rootUri) ?? []].flat();
  return rootPath ? [rootPath] : [];
}
