import type { FileKind } from "./shared/file-kind.js";
import { REDIRECT_PATHS, redirectFiles } from "./shared/redirects.js";
import { tables } from "./tables.js";
import { dataFiles } from "./topics/data/data-files.js";
import { llmsFiles } from "./topics/data/llms.js";
import { robotsFiles } from "./topics/data/robots.js";
import { sitemapFiles } from "./topics/data/sitemap.js";
import { tableFiles } from "./topics/data/table-files.js";
import { feedFiles } from "./topics/incident/feeds.js";

/** Every kind of file that is no page, and the paths that its files may have. */
export const fileKinds: readonly { owns: RegExp; make: FileKind }[] = [
  { owns: /^data\/(?!tables\/|datapackage\.json$)/, make: dataFiles },
  { owns: /^feed\./, make: feedFiles },
  { owns: /^llms\.txt$/, make: llmsFiles },
  { owns: REDIRECT_PATHS, make: redirectFiles },
  { owns: /^robots\.txt$/, make: robotsFiles },
  { owns: /^sitemap[^/]*\.xml$/, make: sitemapFiles },
  { owns: /^data\/(?:tables\/|datapackage\.json$)/, make: tableFiles(tables) },
];
