import type { OutputFile, UnfinishedFile } from "../model/page.js";
import { showable } from "../util/characters.js";
import { withNoBreakSpaces } from "./kit/formats/no-break-spaces.js";
import { type LinkOf, markdownOfPage } from "./kit/markdown-text/markdown-of-html.js";
import { linksFrom } from "./shared/document-markdown.js";
import { twinLinks, twinPath } from "./shared/twins.js";

/** A file of a site as it is published, and what is made of it alone: the Markdown beside a page. */
export function finishedFiles({ needs, ...file }: UnfinishedFile): OutputFile[] {
  if (needs === "nothing") return [file];
  const { path, content } = file;
  const twin = needs === "twin" ? twinPath(path) : null;
  if (twin === null || typeof content !== "string") return [asShown(file)];
  return [file, { path: twin, content: markdownOfHtmlAt(path, content, twinLinks(path)) }].map(asShown);
}

/** The paths of the files that `finishedFiles` makes of one; those of a file in pieces with its last piece. */
export function finishedPaths({ needs, path, isContinued }: UnfinishedFile): string[] {
  if (isContinued) return [];
  const twin = needs === "twin" ? twinPath(path) : null;
  return twin === null ? [path] : [path, twin];
}

/** The Markdown of a page that has none of its own. */
export function markdownOfHtmlAt(path: string, html: string, linkOf: LinkOf): string {
  return `${markdownOfPage(html, linksFrom(path, linkOf))}\n`;
}

/** Whatever text a page is made of, what it shows is well-formed. JSON and CSV keep the characters that text has. */
export function asShown(file: OutputFile): OutputFile {
  const { path, content } = file;
  if (typeof content !== "string" || !/\.(?:html|xml|svg|txt|md)$/.test(path)) return file;
  const shown = showable(content);
  return { ...file, content: path.endsWith(".html") ? withNoBreakSpaces(shown) : shown };
}
