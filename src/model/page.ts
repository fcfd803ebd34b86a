/** A file of the site: a path relative to the site's folder, with `/`, and its bytes, which may be read on first access. */
export interface OutputFile {
  path: string;
  content: string | Uint8Array;
}

/** A file as a page or a table makes it: what follows from its own text alone is still to be done. */
export interface UnfinishedFile extends OutputFile {
  /** `text`: what it shows is made fit to be shown; `twin`: and the Markdown beside the page is made of its HTML. */
  needs: "nothing" | "text" | "twin";
}
