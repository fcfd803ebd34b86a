/** A file of the site: a path relative to the site's folder, with `/`, and its bytes, which may be read on first access. */
export interface OutputFile {
  path: string;
  content: string | Uint8Array;
  /** A large file of data comes in several pieces, one after the other: whether the next file is another of them. */
  isContinued?: boolean | undefined;
}

/** About how many characters a piece of a file has. */
const PIECE_LENGTH = 256 * 1024;

/** A file of a text that is not made as a whole, in pieces. */
export function* inPieces(path: string, text: Iterable<string>): Generator<OutputFile> {
  let [parts, length]: [string[], number] = [[], 0];
  for (const part of text) {
    if (length >= PIECE_LENGTH) {
      yield { path, content: parts.join(""), isContinued: true };
      [parts, length] = [[], 0];
    }
    parts.push(part);
    length += part.length;
  }
  yield { path, content: parts.join("") };
}

/** The same files with the pieces of each joined. */
export function* joined<File extends OutputFile>(files: Iterable<File>): Generator<File> {
  let pieces: OutputFile["content"][] = [];
  for (const file of files) {
    pieces.push(file.content);
    if (file.isContinued) continue;
    yield pieces.length === 1 ? file : { ...file, content: pieces.join("") };
    pieces = [];
  }
}

/** A file as a page or a table makes it: what follows from its own text alone is still to be done. */
export interface UnfinishedFile extends OutputFile {
  /** `text`: what it shows is made fit to be shown; `twin`: and the Markdown beside the page is made of its HTML. */
  needs: "nothing" | "text" | "twin";
}
