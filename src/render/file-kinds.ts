import type { OutputFile } from "../model/page.js";
import { documentFile, documentFiles } from "./shared/document-json.js";
import type { FileKind } from "./shared/file-kind.js";
import { REDIRECT_PATHS, redirectFiles } from "./shared/redirects.js";
import type { Site } from "./shared/site-model.js";
import { tables } from "./tables.js";
import { dataFiles } from "./topics/data/data-files.js";
import { llmsFiles } from "./topics/data/llms.js";
import { robotsFiles } from "./topics/data/robots.js";
import { sitemapFiles } from "./topics/data/sitemap.js";
import { tableFiles } from "./topics/data/table-files.js";
import { feedFiles } from "./topics/incident/feeds.js";

/** A kind of file that is no page, and the paths that its files may have. */
interface Files {
  owns: RegExp;
  make: FileKind;
  /** The file at a path. Avoids making all files of a large kind. */
  one?: (site: Site, path: string) => OutputFile | undefined;
}

export const fileKinds: readonly Files[] = [
  { owns: /^data\/(?:incidents|drills)\//, make: documentFiles, one: documentFile },
  { owns: /^data\/(?!incidents\/|drills\/|tables\/|datapackage\.json$)/, make: dataFiles },
  { owns: /^feed\./, make: feedFiles },
  { owns: /^llms\.txt$/, make: llmsFiles },
  { owns: REDIRECT_PATHS, make: redirectFiles },
  { owns: /^robots\.txt$/, make: robotsFiles },
  { owns: /^sitemap[^/]*\.xml$/, make: sitemapFiles },
  { owns: /^data\/(?:tables\/|datapackage\.json$)/, make: tableFiles(tables) },
];
