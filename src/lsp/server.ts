import {
  createConnection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type FileSystemWatcher,
  ResponseError,
  type TextDocumentPositionParams,
  TextDocuments,
} from "vscode-languageserver/node.js";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Schemas } from "../util/json-schema.js";
import { codeActions, resolveAction } from "./code-actions.js";
import { complete } from "./completion.js";
import { abilitiesOf, CAPABILITIES, connectEditor, foldersOf } from "./connect-editor.js";
import { type CursorContext, contextAt } from "./cursor-context.js";
import { definition } from "./definition.js";
import { hover } from "./hover.js";
import { pathOf } from "./uris.js";
import { type Located, Workspace } from "./workspace.js";

/** The streams, the clock and the files that the server works with. */
export interface ServerInput {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  version: string;
  /** Today's date, `YYYY-MM-DD`. */
  today: () => string;
  /** The only collection, where one was named; null: those that the workspace has. */
  root: string | null;
  /** The schemas of the package by name. */
  schemas: ReadonlyMap<string, unknown>;
}

/** Which files concern a collection. */
const WATCHERS: FileSystemWatcher[] = [
  { globPattern: "**/inquest.yaml" },
  { globPattern: "**/*.md" },
  { globPattern: "**/{catalog,incidents,drills,evidence}/**" },
];

/** Serves an editor until it says `exit` or goes away; either ends the process. */
export function serve({ input, output, version, today, root, schemas }: ServerInput): void {
  const connection = createConnection(input, output);
  const documents = new TextDocuments(TextDocument);
  const editor = connectEditor(connection, documents);
  const fields = new Schemas(schemas);
  const workspace = new Workspace(editor, today, root);
  let state: "new" | "running" | "shut down" = "new";

  connection.onInitialize((params) => {
    state = "running";
    editor.can = abilitiesOf(params);
    workspace.folders = foldersOf(params);
    const { didChangeWatchedFiles, workspaceFolders } = params.capabilities.workspace ?? {};
    connection.onInitialized(() => {
      workspace.refresh();
      if (didChangeWatchedFiles?.dynamicRegistration)
        connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS }).catch(() => {});
      if (workspaceFolders)
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
          const kept = workspace.folders.filter((folder) => !gone.has(folder));
          workspace.folders = [...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
          workspace.refresh();
        });
    });
    return { capabilities: CAPABILITIES, serverInfo: { name: "inquest", version } };
  });
  connection.onShutdown(() => {
    state = "shut down";
    workspace.close();
  });

  const changed = (uris: readonly { uri: string }[]) => workspace.changed(uris.flatMap(({ uri }) => pathOf(uri) ?? []));
  connection.onDidChangeWatchedFiles(({ changes }) => changed(changes));
  documents.onDidOpen(() => workspace.refresh());
  documents.onDidChangeContent(({ document }) => changed([document]));
  documents.onDidClose(({ document }) => {
    workspace.refresh();
    changed([document]);
  });

  /** The protocol wants requests refused before `initialize` and after `shutdown`. */
  const whileRunning =
    <P, A>(answer: (params: P) => A) =>
    (params: P): A | ResponseError => {
      if (state === "running") return answer(params);
      const code = state === "new" ? ErrorCodes.ServerNotInitialized : ErrorCodes.InvalidRequest;
      return new ResponseError(code, `The server is ${state}`);
    };
  const locate = (uri: string): Located | null => {
    const path = pathOf(uri);
    return path === null ? null : workspace.locate(path);
  };
  const at = <A>(answer: (context: CursorContext) => A) =>
    whileRunning(({ textDocument, position }: TextDocumentPositionParams) => {
      const located = locate(textDocument.uri);
      const context = located && contextAt(located, position, fields);
      return context && answer(context);
    });
  connection.onHover(at((context) => hover(context, editor.can.markdown)));
  connection.onCompletion(at(complete));
  connection.onDefinition(at(definition));
  connection.onCodeAction(
    whileRunning(({ textDocument, range, context }) => {
      const located = locate(textDocument.uri);
      return located ? codeActions(located, { range, only: context.only }) : [];
    }),
  );
  connection.onCodeActionResolve(
    whileRunning((action) => {
      const located = locate((action.data as { uri?: string } | undefined)?.uri ?? "");
      return located ? resolveAction(located, action) : action;
    }),
  );
  documents.listen(connection);
  connection.listen();
}
