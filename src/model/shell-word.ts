/** A path as one word of a command that somebody copies: in quotes where a shell would split it. */
export function shellWord(path: string): string {
  return /^[\p{L}\p{N}_./@+-]+$/u.test(path) ? path : JSON.stringify(path);
}
