import type { ParsedFile } from "../parse/parse-file.js";
import { createRenderer } from "../render/kit/templates/renderer.js";
import { plural } from "../util/plural.js";
import { countWords } from "./count-words.js";
import { compareSeverity, type Diagnostics, type DiagnosticView } from "./diagnostics.js";
import type { LiveCollection } from "./live-collection.js";
import { documentOf, sourcesOf } from "./page-sources.js";

/** A page of the server itself: what is wrong, as a heading and a sentence, and diagnostics by file. */
interface OwnPage {
  title: string;
  lead: string;
  diagnostics: Diagnostics | null;
  /** The files whose diagnostics it lists; null: all. */
  files: readonly string[] | null;
}

/** The pages of the server itself. They use no template of the site, which may be what is broken. */
export class OwnPages {
  readonly #render = createRenderer();

  /** All diagnostics. */
  all({ diagnostics, fault }: LiveCollection): string {
    return this.#page({ title: "Diagnostics", lead: fault ?? "", diagnostics, files: null });
  }

  /** Replaces every page while the site cannot be built. */
  broken({ diagnostics }: LiveCollection, fault: string): string {
    return this.#page({
      title: "The site cannot be built",
      lead: `${fault}. The site is rebuilt when this is fixed.`,
      diagnostics,
      files: null,
    });
  }

  /** Replaces a page that cannot be made, of which there is no earlier version. */
  unmade({ diagnostics }: LiveCollection, fault: string): string {
    const title = "This page cannot be made";
    return this.#page({ title, lead: `${fault}. It is made again when this is fixed.`, diagnostics, files: null });
  }

  /**
   * Replaces the page of a document that has none; null where there is no such document.
   * @param path of the site
   */
  missing(path: string, { diagnostics, files, audience }: LiveCollection): string | null {
    const document = documentOf(path, files);
    if (document === undefined) return null;
    const unread = document.data === undefined;
    return this.#page({
      title: document.path,
      lead: unread
        ? "This file cannot be read, so it has no page. The page appears when the file is fixed."
        : `This file has no page in the ${audience} site${statusWords(document)}. To see it, serve with --audience internal.`,
      diagnostics,
      files: sourcesOf(path, files),
    });
  }

  #page({ title, lead, diagnostics, files }: OwnPage): string {
    const shown = diagnostics?.all.filter(({ file }) => files === null || files.includes(file)) ?? [];
    const groups = new Map<string, DiagnosticView[]>();
    // Files in the order of the worst in them, and then of their names.
    for (const { file } of [...shown].sort(compareSeverity)) groups.set(file, []);
    for (const one of shown) if (diagnostics) groups.get(one.file)?.push(diagnostics.view(one));
    return this.#render("serve/diagnostics", {
      root: "/",
      title,
      lead,
      pending: diagnostics === null,
      counts: diagnostics === null ? "" : countWords(diagnostics.counts),
      groups: [...groups].map(([file, list]) => ({ file, count: plural(list.length, "diagnostic"), list })),
    });
  }
}

function statusWords({ data }: ParsedFile): string {
  const { status, visibility } = data as { status?: unknown; visibility?: unknown };
  if (status !== "published" && status !== "archived")
    return `, because its status is ${typeof status === "string" ? status : "missing"}`;
  return visibility === "internal" ? ", because it is internal" : "";
}
