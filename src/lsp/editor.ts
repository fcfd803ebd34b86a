import type { PublishDiagnosticsParams } from "vscode-languageserver/node.js";

/** A file as the editor shows it, saved or not. */
export interface OpenFile {
  uri: string;
  /** Absolute. */
  path: string;
  version: number;
  text: string;
}

/** What a collection needs of the editor that it is shown in. */
export interface Editor {
  /** The files that are open. */
  open(): readonly OpenFile[];
  publish(diagnostics: PublishDiagnosticsParams): void;
  /** Writes to the log of the editor. */
  log(message: string): void;
  /** The capabilities that the editor announced. */
  can: Abilities;
}

/** Abilities that not every editor has. */
export interface Abilities {
  /** Show the places that a diagnostic refers to. */
  related: boolean;
  /** Refuse a change made for another version of a file. */
  versionedEdits: boolean;
  /** Create files in a change. */
  createFiles: boolean;
  /** Ask for the changes of a code action when it is chosen. */
  resolveEdits: boolean;
  markdown: boolean;
}
