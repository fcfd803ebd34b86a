import type { OutputFile } from "../../model/page.js";
import type { Renderer } from "../kit/templates/renderer.js";
import type { Site } from "./site-model.js";

/** What the sitemap and other lists of pages need of a page. */
export interface MadePage {
  path: string;
  title: string;
  description: string;
  /** The day on which it last changed, or null. */
  modified: string | null;
}

/**
 * One kind of file that is no page. To add one is to add a file, and a line in `render/file-kinds.ts`.
 * @param pages all pages of the site, sorted by path
 */
export type FileKind = (site: Site, pages: () => readonly MadePage[], render: Renderer) => Iterable<OutputFile>;
