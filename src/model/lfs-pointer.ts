/** A pointer is smaller than this. Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export const MAX_POINTER_BYTES = 1024;

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v\d+\n(?:[a-z0-9.-]+ .*\n)*?oid sha256:([0-9a-f]{64})\n/;

/** The SHA-256 of the file that a Git LFS pointer stands for; undefined for any other text. */
export function lfsHashOf(text: string): string | undefined {
  return text.length < MAX_POINTER_BYTES ? POINTER.exec(text.replaceAll("\r\n", "\n"))?.[1] : undefined;
}

/** Whether a text is what Git LFS leaves in place of a file that was not fetched. */
export function isLfsPointer(text: string): boolean {
  return text.startsWith("version https://git-lfs.") && lfsHashOf(text) !== undefined;
}
