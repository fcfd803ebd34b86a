import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node.js";
import { shareStated } from "../edit/add-stated.js";
import { type Diagnostic, type Edit, isSafe } from "../model/diagnostic.js";
import { difference, fixAll } from "./fix-all.js";
import { rangeOf, textRange, touch } from "./ranges.js";
import { toDiagnostic } from "./to-diagnostic.js";
import type { Located } from "./workspace.js";

/** What is asked for. */
export interface ActionRequest {
  range: Range;
  /** The kinds that are wanted; undefined: whatever there is. */
  only: readonly string[] | undefined;
}

/** A kind of its own, so that an editor can be configured to run only this on save. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.inquest`;

/** The kinds of action that there are. */
export const ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL];

/** The suggestions of the diagnostics at a place, and all safe ones of the file at once. */
export async function codeActions(at: Located, { range, only }: ActionRequest): Promise<CodeAction[]> {
  const checked = await at.session.latest();
  if (checked === null) return [];
  const wants = (kind: string) => only === undefined || only.some((one) => `${kind}.`.startsWith(`${one}.`));
  const mine = checked.diagnostics.filter(({ file }) => file === at.path);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix))
    for (const one of mine)
      if (touch(rangeOf(one), range)) actions.push(...quickFixes(one, at), ...moveToCatalog(one, at));
  if (wants(FIX_ALL) && mine.some(({ suggestions = [] }) => suggestions.some(isSafe)))
    actions.push(await offerFixAll(at));
  return actions;
}

/** Computes the edits of an action that was offered without them. */
export async function resolveAction(at: Located, action: CodeAction): Promise<CodeAction> {
  const edit = await fixAll(at);
  return { ...action, edit: workspaceEdit(at, edit ? [edit] : []) };
}

/** Editors ask for actions on every keystroke, so the edits are computed on request where the editor supports it. */
async function offerFixAll(at: Located): Promise<CodeAction> {
  const { session, path } = at;
  const action: CodeAction = {
    title: "Apply safe fixes (inquest)",
    kind: FIX_ALL,
    data: { uri: session.uri(path) },
  };
  return session.editor.can.resolveEdits ? action : resolveAction(at, action);
}

/** What `check --fix-evidence` applies is left to the command line: an editor shows no evidence. */
function quickFixes(diagnostic: Diagnostic, at: Located): CodeAction[] {
  const suggestions = diagnostic.suggestions?.filter(({ appliedBy }) => appliedBy !== "--fix-evidence") ?? [];
  return suggestions.map(({ title, edits }, index) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(diagnostic, (path) => at.session.uri(path), at.session.editor.can.related)],
    isPreferred: index === 0,
    edit: workspaceEdit(at, edits),
  }));
}

/** What two documents state becomes an entry of the catalog, which both name. */
function moveToCatalog(diagnostic: Diagnostic, { session }: Located): CodeAction[] {
  const [earlier] = diagnostic.related ?? [];
  if (diagnostic.rule !== "same-statement" || diagnostic.suggestions !== undefined || earlier === undefined) return [];
  const here = { path: diagnostic.file, line: diagnostic.line, column: diagnostic.column };
  const change = shareStated(session.readable(), { ...earlier, path: earlier.file }, here);
  if (change.state === "refused") return [];
  const { can } = session.editor;
  if (change.created !== null && !(can.createFiles && can.versionedEdits)) return [];
  const changes: NonNullable<WorkspaceEdit["documentChanges"]> = [];
  for (const [path, text] of change.texts) {
    const uri = session.uri(path);
    const source = session.source(path);
    if (path === change.created) {
      const start = { line: 0, character: 0 };
      const edits = [{ range: { start, end: start }, newText: text }];
      changes.push({ kind: "create", uri }, { textDocument: { uri, version: null }, edits });
    } else if (source?.text === session.readable().find((one) => one.path === path)?.source.text && source)
      changes.push(documentEdit(session, path, [difference(source.text, text)]));
    else return [];
  }
  const edit = can.versionedEdits
    ? { documentChanges: changes }
    : {
        changes: Object.fromEntries(
          changes.flatMap((one) => ("edits" in one ? [[one.textDocument.uri, one.edits]] : [])),
        ),
      };
  return [
    {
      title: `Make it the entry "${change.id}" of the catalog`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(diagnostic, (path) => session.uri(path), can.related)],
      edit: edit as WorkspaceEdit,
    },
  ];
}

function documentEdit(session: Located["session"], path: string, edits: readonly Edit[]): TextDocumentEdit {
  const source = session.source(path);
  const uri = session.uri(path);
  const open = session.editor.open().find((file) => file.uri === uri);
  const changes = edits.flatMap(({ start, end, text }) =>
    source === undefined ? [] : [{ range: textRange(source, start, end), newText: text }],
  );
  return { textDocument: { uri, version: open?.version ?? null }, edits: changes };
}

function workspaceEdit({ session, path }: Located, edits: readonly Edit[]): WorkspaceEdit {
  if (session.source(path) === undefined) return {};
  const change = documentEdit(session, path, edits);
  return session.editor.can.versionedEdits
    ? { documentChanges: [change] }
    : { changes: { [change.textDocument.uri]: change.edits as TextEdit[] } };
}
