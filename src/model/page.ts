/** A file of the site: a path relative to the site's folder, with `/`, and its bytes, which may be read on first access. */
export interface OutputFile {
  path: string;
  content: string | Uint8Array;
}
