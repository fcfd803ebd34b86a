import { close, createIndex, type PagefindIndex } from "pagefind";
import { compareText } from "../model/diagnostic.js";
import type { OutputFile } from "../model/page.js";

/** Pagefind's own user interfaces: the site has its own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

/** Pages sent to Pagefind at once: enough to keep it busy, few enough to bound memory. */
const BATCH_PAGES = 64;

/**
 * Makes the search index of a site from the pages that mark their body with `data-pagefind-body`.
 * @param files all files of the site
 * @returns the files of the index, under `pagefind/`, sorted by path; the same pages give the same bytes
 */
export function buildSearchIndex(files: readonly OutputFile[]): Promise<OutputFile[]> {
  const made = last.then(() => makeIndex(files.filter(isIndexed)));
  last = made.catch(() => undefined);
  return made;
}

/** Cancels a running build of the index, which then fails. */
export async function stopSearchIndex(): Promise<void> {
  await close();
}

/** Builds share one Pagefind process, and the first to finish would end it for the others, so they run one by one. */
let last: Promise<unknown> = Promise.resolve();

async function makeIndex(pages: readonly OutputFile[]): Promise<OutputFile[]> {
  try {
    const index = await open();
    for (let at = 0; at < pages.length; at += BATCH_PAGES)
      await Promise.all(pages.slice(at, at + BATCH_PAGES).map((page) => add(index, page)));
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
  // One index for pages of all languages; addresses end in index.html, as the links of the site do.
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
