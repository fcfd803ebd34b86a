import { type Hover, MarkupKind } from "vscode-languageserver/node.js";
import { readRuleDoc } from "../read/read-rule-doc.js";
import { rules } from "../validate/rules/index.js";
import type { CursorContext } from "./cursor-context.js";
import type { Declaration } from "./declarations.js";
import { textRange } from "./ranges.js";

/** A paragraph; `own` if it comes with this package, else it is somebody's content. */
interface Paragraph {
  text: string;
  own: boolean;
}

/** What the field under the cursor is for, and what the id under it means. */
export function hover(context: CursorContext, markdown: boolean): Hover | null {
  const { cursor, source } = context;
  if (cursor.text === "") return null;
  const found = [...context.declared().flatMap(ofDeclaration), ...ofRule(context), ...ofField(context)];
  if (found.length === 0) return null;
  return {
    range: textRange(source, cursor.start, cursor.end),
    contents: {
      kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: found.map(({ text, own }) => (markdown && !own ? escaped(text) : text)).join("\n\n"),
    },
  };
}

function ofDeclaration({ title, description }: Declaration): Paragraph[] {
  return [title, description].flatMap((text) => (text ? { text, own: false } : []));
}

/** What a rule looks for, of its documentation. */
function ofRule(context: CursorContext): Paragraph[] {
  const { cursor } = context;
  const named = cursor.is === "key" ? undefined : context.references(cursor.text).find(({ kind }) => kind === "rule");
  const asKey = cursor.is === "key" && context.role.role === "config" && cursor.path.join() === "rules";
  const id = asKey ? cursor.text : named?.id;
  // Only what is the id of a rule becomes part of a path.
  if (!rules.some((rule) => rule.id === id)) return [];
  const what = /^## What\s+([\s\S]*?)\s*^## /m.exec(readRuleDoc(id ?? ""))?.[1];
  return what ? [{ text: what, own: true }] : [];
}

/** What the schema says of the field. The items of a list of words are what their list is. */
function ofField(context: CursorContext): Paragraph[] {
  const { cursor, shape } = context;
  const named = cursor.path.findLastIndex((step) => typeof step === "string");
  const isKey = cursor.is === "key";
  const field = isKey ? shape.at(cursor.text) : context.shapeAt(cursor.path.slice(0, named + 1));
  const { description, values, example } = field;
  if (description === undefined) return [];
  const lines = [
    description,
    isKey && values.length > 0 ? `One of: ${values.join(", ")}` : "",
    isKey && values.length === 0 && typeof example === "string" ? `Such as: ${example}` : "",
  ];
  return lines.filter((text) => text !== "").map((text) => ({ text, own: !context.isInCustomFields }));
}

/** Content is shown as it is written: no link and no picture of somebody else's becomes one in the editor. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
