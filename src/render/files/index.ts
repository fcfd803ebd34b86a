import { dataFiles } from "./data.js";
import { feedFiles } from "./feeds.js";
import { llmsFiles } from "./llms.js";
import { robotsFiles } from "./robots.js";
import type { FileKind } from "./site-files.js";
import { sitemapFiles } from "./sitemap.js";
import { tableFiles } from "./tables.js";

/** Every kind of file that is no page. */
export const fileKinds: readonly FileKind[] = [dataFiles, feedFiles, llmsFiles, robotsFiles, sitemapFiles, tableFiles];
