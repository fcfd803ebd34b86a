/** What has changed in a collection since a commit. Paths are relative to its folder, with `/`. */
export interface Changes {
  /** Files that are new or hold something else. */
  changed: ReadonlySet<string>;
  /** Files that were there and are gone. */
  deleted: ReadonlySet<string>;
  /** The data of changed and deleted catalogs and of `inquest.yaml` as they were then, as far as it could be read. */
  before: ReadonlyMap<string, unknown>;
}
