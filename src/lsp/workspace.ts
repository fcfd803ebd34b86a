import { basename, dirname } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { findCollection } from "../read/find-collection.js";
import type { Editor } from "./editor.js";
import { Session } from "./session.js";
import { within } from "./uris.js";

/** Where something stands: the collection that a file is of, and the file's path in it. */
export interface Located {
  session: Session;
  path: string;
}

/** The collections that concern what is open, found as the command line finds them. */
export class Workspace {
  /** The folders that the editor shows. */
  folders: readonly string[] = [];
  readonly #sessions = new Map<string, Session>();

  /** @param root the only collection, where one was named */
  constructor(
    readonly editor: Editor,
    readonly today: () => string,
    readonly root: string | null,
  ) {}

  /** Looks which collections there are, opens what is new and closes what is gone. */
  refresh(): void {
    const roots = new Set(this.root === null ? this.#find() : [this.root]);
    for (const [root, session] of this.#sessions) {
      if (roots.has(root)) continue;
      session.close();
      this.#sessions.delete(root);
    }
    for (const root of roots) {
      if (this.#sessions.has(root)) continue;
      const session = new Session(root, this.editor, this.today);
      this.#sessions.set(root, session);
      session.changed();
    }
  }

  /** Some files are not what they were, in the editor or on disk. */
  changed(paths: readonly string[]): void {
    if (paths.some((path) => basename(path) === "inquest.yaml")) this.refresh();
    for (const session of this.#sessions.values()) if (paths.some((path) => session.has(path))) session.changed();
  }

  locate(file: string): Located | null {
    for (const session of this.#sessions.values()) {
      const path = within(session.root, file);
      if (path !== null) return { session, path };
    }
    return null;
  }

  close(): void {
    for (const session of this.#sessions.values()) session.close();
    this.#sessions.clear();
  }

  #find(): string[] {
    const from = [...this.folders, ...this.editor.open().map(({ path }) => dirname(path))];
    return [...new Set(from)].flatMap((folder) => {
      try {
        return findCollection(folder);
      } catch (error) {
        // None, or several: then there is nothing to show, until a file of one of them is opened.
        if (error instanceof EnvironmentFault) return [];
        throw error;
      }
    });
  }
}
