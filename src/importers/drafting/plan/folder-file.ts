/** A file below what the user named. It is read when it is asked for. */
export interface FolderFile {
  /** From the folder that was named, that folder's name included, with `/`. */
  path: string;
  /** Whether the user named the file itself. */
  named: boolean;
  /** The size in bytes of a file that is too large to be read; absent for others. */
  unreadSize?: number | undefined;
  /** Its bytes and their SHA-256 in hex; null where it cannot be read. */
  read(): { bytes: Uint8Array; sha256: string } | null;
}

/** Larger files are not read. An export of some thousand incidents is far below. */
export const MAX_FOREIGN_BYTES = 64 * 1024 * 1024;

const TEXT = /\.(?:md|markdown|mdown|mkdn?|mdx|txt|text|json|x?html?)(?:\.(?:erb|j2|tmpl|tpl))?$/i;

/** Whether a file can be a document, by its name: Markdown, text, JSON, HTML, and what has no ending. */
export function isCandidate({ path, named }: FolderFile): boolean {
  const name = nameOf(path);
  return named || TEXT.test(name) || !/\.[^.\s]{1,12}$/.test(name);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Formats that are no Markdown, with the command that turns them into it. */
const CONVERTIBLE: readonly (readonly [RegExp, string])[] = [
  [/\.re?st$/i, "as it is reStructuredText; turn it into Markdown with: pandoc -f rst -t gfm FILE.rst -o FILE.md"],
  [
    /\.(?:adoc|asciidoc|asc)$/i,
    "as it is AsciiDoc; turn it into Markdown with: asciidoctor -b docbook -o - FILE.adoc | pandoc -f docbook -t gfm -o FILE.md",
  ],
];

/** Why a file of another format of text is not read, with the command that converts it; undefined for any other file. */
export function convertibleReason(path: string): string | undefined {
  return CONVERTIBLE.find(([ending]) => ending.test(path))?.[1];
}

const ABOUT_THE_FOLDER =
  /^(?:readme|contributing|licen[cs]e|copying|changelog|code[-_ ]of[-_ ]conduct|codeowners|security|notice|index|_index|toc)$/i;

/** Whether a name says that a file is about the folder, as a README is. */
export function isAboutFolder(path: string): boolean {
  const name = nameOf(path);
  return name === "SUMMARY.md" || ABOUT_THE_FOLDER.test(name.replace(/\..*$/, ""));
}
