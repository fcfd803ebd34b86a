import { type CodeAction, CodeActionKind, type Range, type WorkspaceEdit } from "vscode-languageserver/node.js";
import { type Diagnostic, type Edit, isSafe } from "../model/diagnostic.js";
import { fixAll } from "./fix-all.js";
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
    for (const one of mine) if (touch(rangeOf(one), range)) actions.push(...quickFixes(one, at));
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

function workspaceEdit({ session, path }: Located, edits: readonly Edit[]): WorkspaceEdit {
  const source = session.source(path);
  const uri = session.uri(path);
  if (source === undefined) return {};
  const changes = edits.map(({ start, end, text }) => ({ range: textRange(source, start, end), newText: text }));
  if (!session.editor.can.versionedEdits) return { changes: { [uri]: changes } };
  const open = session.editor.open().find((file) => file.uri === uri);
  return { documentChanges: [{ textDocument: { uri, version: open?.version ?? null }, edits: changes }] };
}
