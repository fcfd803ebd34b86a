import { dataFiles } from "./data.js";
import { feedFiles } from "./feeds.js";
import { llmsFiles } from "./llms.js";
import { robotsFiles } from "./robots.js";
import type { FileKind } from "./site-files.js";
import { sitemapFiles } from "./sitemap.js";
import { tableFiles } from "./tables.js";

/** Every kind of file that is no page, and the paths that its files may have. */
export const fileKinds: readonly { owns: RegExp; make: FileKind }[] = [
  { owns: /^data\/(?!tables\/|datapackage\.json$)/, make: dataFiles },
  { owns: /^feed\./, make: feedFiles },
  { owns: /^llms\.txt$/, make: llmsFiles },
  { owns: /^robots\.txt$/, make: robotsFiles },
  { owns: /^sitemap[^/]*\.xml$/, make: sitemapFiles },
  { owns: /^data\/(?:tables\/|datapackage\.json$)/, make: tableFiles },
];
