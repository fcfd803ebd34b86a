/** The last commits of a repository, and its files. Paths are relative to its top, with `/`. */
export interface RecentCommits {
  /** The paths that each of the last commits changed, newest first, merges left out; none in a shallow clone. */
  commits: readonly (readonly string[])[];
  /** The files of the index. */
  tracked: ReadonlySet<string>;
}
