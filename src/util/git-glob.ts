/**
 * Whether a path matches a glob in git's `:(glob)` form: `*`, `?` and `[a-z]` stay within a name, `**` stands for any number
 * of folders, and a backslash takes the next character as it is. A glob without wildcards also matches all that lies in the
 * folder that it names. Matching takes time in proportion to glob times path, because globs come from content; a regular
 * expression made from one could take for ever.
 *
 * Source of the form: gitglossary(7), "pathspec".
 * @param path with `/`, relative to the folder that the glob is relative to
 */
export function matchesGlob(glob: string, path: string): boolean {
  return globMatcher(glob)(path);
}

/** What every path starts with that a glob matches. */
export function globStart(glob: string): string {
  const pattern = patternOf(glob);
  return isLiteralGlob(pattern) ? pattern.replace(/\/+$/, "") : pattern.slice(0, pattern.search(WILDCARD));
}

/** A glob without what leads to the folder that it is relative to. */
function patternOf(glob: string): string {
  return glob.replace(/^\.?\/+/, "");
}

/** The same for many paths: what follows from the glob alone is done once. */
export function globMatcher(glob: string): (path: string) => boolean {
  const pattern = patternOf(glob);
  if (isLiteralGlob(pattern)) {
    const folder = pattern.replace(/\/+$/, "");
    return (path) => folder !== "" && (path === folder || path.startsWith(`${folder}/`));
  }
  // Most paths lack the folder that a glob starts with, or a name that stands in it.
  const start = globStart(glob);
  const patterns = pattern.split("/");
  const name = patterns
    .filter(isLiteralGlob)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), "");
  return (path) => path.startsWith(start) && path.includes(name) && matchesFolders(patterns, path.split("/"));
}

const WILDCARD = /[*?[\\]/;

/** Whether a glob has no wildcard, and so names one file or folder. */
export function isLiteralGlob(glob: string): boolean {
  return !WILDCARD.test(glob);
}

function matchesFolders(patterns: readonly string[], names: readonly string[]): boolean {
  // reach[n]: whether the patterns so far match the first n names.
  let reach = new Array<boolean>(names.length + 1).fill(false);
  reach[0] = true;
  for (const [index, pattern] of patterns.entries()) {
    const next = new Array<boolean>(names.length + 1).fill(false);
    const isLast = index === patterns.length - 1;
    for (let at = 0; at <= names.length; at++) {
      const name = names[at - 1];
      if (pattern === "**") next[at] = (!isLast && reach[at]) || (at > 0 && (next[at - 1] || reach[at - 1])) || false;
      else next[at] = name !== undefined && reach[at - 1] === true && matchesName(pattern, name);
    }
    reach = next;
  }
  return reach[names.length] ?? false;
}

/** Goes back to the last `*` alone, which is enough: what an earlier one could take, the last one can. */
function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let starName = 0;
  for (let n = 0; n < name.length; ) {
    const one = at < pattern.length && pattern[at] !== "*" ? matchesOne(pattern, at, name[n] ?? "") : 0;
    if (one > 0) {
      at += one;
      n++;
    } else if (pattern[at] === "*") {
      star = at++;
      starName = n;
    } else if (star >= 0) {
      at = star + 1;
      n = ++starName;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** How much of the pattern, from a place on, matches a character; 0 if it does not. */
function matchesOne(pattern: string, at: number, character: string): number {
  const sign = pattern[at];
  if (sign === "?") return 1;
  if (sign === "\\" && at + 1 < pattern.length) return pattern[at + 1] === character ? 2 : 0;
  const set = sign === "[" ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(pattern.slice(at)) : null;
  if (set === null) return sign === character ? 1 : 0;
  const [all, negated, members = ""] = set;
  return isMember(members, character) === (negated === "") ? all.length : 0;
}

function isMember(members: string, character: string): boolean {
  for (let i = 0; i < members.length; i++) {
    const [from = "", dash, to] = members.slice(i, i + 3);
    if (dash === "-" && to !== undefined) {
      if (from <= character && character <= to) return true;
      i += 2;
    } else if (from === character) return true;
  }
  return false;
}
