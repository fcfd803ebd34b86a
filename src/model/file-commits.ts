/** The day of a commit, `YYYY-MM-DD` as its author's clock had it, and its author's name. */
export interface CommitMark {
  day: string;
  by: string;
}

/** What the history of HEAD says of one file. */
export interface FileCommits {
  /** Null in a shallow clone, which does not know it. */
  first: CommitMark | null;
  last: CommitMark;
}
