/** What git says of a repository and its last commits. Paths are relative to its top, with `/`. */
export interface RecentCommits {
  /** The paths that each of the last commits touched, newest first, merges left out; none in a shallow clone. */
  commits: readonly (readonly string[])[];
  /** The files that git holds. */
  tracked: ReadonlySet<string>;
}
