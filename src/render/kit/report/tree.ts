import type { NodeRef } from "../../../model/graph.js";

/** A piece of text that leads to a node, where the format can lead anywhere. */
export interface Mention {
  text: string;
  to: NodeRef;
}

export type Inline = string | Mention;
export type Text = Inline | readonly Inline[];

export interface Column {
  title: string;
  /** Numbers stand at the right. */
  align: "left" | "right";
}

/** A block of a report, for any format. Text is unescaped: printers escape it. */
export type Block =
  | { type: "title"; text: string }
  | { type: "heading"; text: string }
  | { type: "subheading"; text: string }
  | { type: "sentence"; text: Text }
  /** How a figure is to be understood. */
  | { type: "note"; text: Text }
  | { type: "list"; items: readonly Text[] }
  | { type: "table"; columns: readonly Column[]; rows: readonly (readonly Text[])[] }
  /** The documents that a figure counts. */
  | { type: "ids"; label: string; ids: readonly Mention[] };

/** The pieces of a text. */
export function piecesOf(text: Text): readonly Inline[] {
  return typeof text === "string" || "to" in text ? [text] : text;
}
