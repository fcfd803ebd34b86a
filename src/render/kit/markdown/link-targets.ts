import type { Body } from "../../../model/collection.js";

/** A picture of the site. */
export interface ImageTarget {
  /** From the root of the site. */
  path: string;
  width: number;
  height: number;
  /** SVG is only embedded as an image, where no script runs, and never linked. */
  isVector: boolean;
}

/** What the links of a body can lead to. */
export interface LinkTargets {
  /** The file that the body is in, relative to the collection. */
  file: string;
  /** From the page to the root of the site: `../../`. */
  root: string;
  /** The page of a file of the collection, relative to the root of the site; undefined if it has none. */
  pageOf: (file: string) => string | undefined;
  /** The body of a document that has a page, for links to its headings. */
  bodyOf?: (file: string) => Pick<Body, "tree"> | undefined;
  /** The picture that a file of the collection is, if the site has it. Absent: none is shown. */
  imageOf?: (file: string) => ImageTarget | undefined;
}
