/** A path as one word of a command: in quotes where a shell would split or expand it. */
export function shellWord(path: string): string {
  if (/^[\p{L}\p{N}_./@+-]+$/u.test(path) && !path.startsWith("-")) return path;
  if (/[$`"\\!]/.test(path)) return `'${path.replaceAll("'", "'\\''")}'`;
  return JSON.stringify(path);
}
