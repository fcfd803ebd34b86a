import { posix } from "node:path";

/** A file below `evidence/`. What is neither a regular file nor a folder is `other`: a link, a pipe. */
export interface EvidenceFile {
  type: "file" | "other";
  /** SHA-256 of its bytes in hex; null where it is no regular file or could not be read. */
  sha256: string | null;
  /** Where it is a Git LFS pointer: the SHA-256 of the file that it stands for. */
  lfsHash?: string | undefined;
}

/** What lies in a collection's folder beside the files with front matter, by path relative to that folder, with `/`. */
export interface EvidenceFiles {
  /** Everything below `evidence/`; `evidence` itself where that is no folder. */
  files: ReadonlyMap<string, EvidenceFile>;
  /** The folders below `evidence/`, also the empty ones. */
  folders?: readonly string[];
  /** Whether there is a regular file or a folder at a path of the collection. Links on the way count as absent. */
  exists(path: string): boolean;
  /** The text of a file below `evidence/` that a site would publish; null where it is none, or too large. */
  text?(path: string): string | null;
}

/** The folder of a document's evidence, with `/` at its end. That of a source lies in the folder that stands for the source. */
export function evidenceFolder({ id }: { id: string }): string {
  const [, source = "", name = id] = /^(@[^/]+\/)(.*)$/.exec(id) ?? [];
  return `${source}evidence/${name}/`;
}

/** The path of an attachment in the collection. */
export function evidencePath(document: { id: string }, file: string): string {
  return posix.normalize(evidenceFolder(document) + file);
}

/** Whether a path leads out of the document's own folder of evidence: over `..`, from a root, or by the letter of a disk. */
export function leavesEvidence(document: { id: string }, file: string): boolean {
  if (/^(?:[/\\]|[a-z]:[\\/])/i.test(file)) return true;
  return !evidencePath(document, file.replaceAll("\\", "/")).startsWith(evidenceFolder(document));
}

/** Whether a path below `evidence/` is that of a dot file or of notes for those who look after the folder. */
export function isAside(path: string): boolean {
  return /(?:^|\/)\.|\/readme\.md$/i.test(path);
}

/**
 * A line of the form that `sha256sum -c` reads.
 * @param path relative to the folder in which it is run, with `/`
 */
export function sumLine(sha256: string, path: string): string {
  // GNU coreutils escapes names that would break the line, and marks such a line.
  const isPlain = !/[\\\n\r]/.test(path);
  if (isPlain) return `${sha256}  ${path}\n`;
  return `\\${sha256}  ${path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}\n`;
}
