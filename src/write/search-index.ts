import { close, createIndex, type PagefindIndex } from "pagefind";
import { compareText } from "../model/diagnostic.js";
import type { OutputFile } from "../model/page.js";

/** Pagefind's own interfaces, which we do not use. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

/** Pages that are handed over before waiting for an answer: enough to keep Pagefind busy, few enough to keep memory flat. */
const BATCH = 64;

/**
 * Makes the search index of a site: of the pages that mark their body with `data-pagefind-body`, and of no others.
 * @param files all files of the site
 * @returns the files of the index, under `pagefind/`, sorted by path; the same pages give the same bytes
 */
export function buildSearchIndex(files: readonly OutputFile[]): Promise<OutputFile[]> {
  const made = last.then(() => makeIndex(files.filter(isIndexed)));
  last = made.catch(() => undefined);
  return made;
}

/** Ends what is being made, which then fails. */
export async function stopSearchIndex(): Promise<void> {
  await close();
}

/** Pagefind has one process for all that use it, and who is done first would end it for the others. */
let last: Promise<unknown> = Promise.resolve();

async function makeIndex(pages: readonly OutputFile[]): Promise<OutputFile[]> {
  try {
    const index = await open();
    for (let at = 0; at < pages.length; at += BATCH)
      await Promise.all(pages.slice(at, at + BATCH).map((page) => add(index, page)));
    const { errors, files: found } = await index.getFiles();
    refuse(errors);
    return found
      .filter(({ path }) => !UNUSED.test(path))
      .map(({ path, content }) => ({ path: `pagefind/${path}`, content }))
      .sort((a, b) => compareText(a.path, b.path));
  } finally {
    // Ends the process that Pagefind runs in.
    await close();
  }
}

/** Whether a file goes into the index. */
export function isIndexed(file: OutputFile): boolean {
  return file.path.endsWith(".html") && String(file.content).includes(" data-pagefind-body");
}

async function open(): Promise<PagefindIndex> {
  // One index whatever the `lang` of pages, and addresses that end in index.html as the site's own links do.
  const { errors, index } = await createIndex({ forceLanguage: "en", keepIndexUrl: true });
  refuse(errors);
  if (index === undefined) throw new Error("Pagefind made no index");
  return index;
}

async function add(index: PagefindIndex, { path, content }: OutputFile): Promise<void> {
  const { errors } = await index.addHTMLFile({ sourcePath: path, content: String(content) });
  refuse(errors);
}

function refuse(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`The search index could not be made: ${errors.join("; ")}`);
}
