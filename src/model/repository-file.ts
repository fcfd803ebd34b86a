/** A file of the repository that a catalog names: its text, or why it cannot be read. */
export type RepositoryFile = { text: string } | { fault: "absent" | "not-regular" | "too-large" | "not-text" };

/** How large a file may be that is looked into, in bytes. */
export const MAX_REPOSITORY_FILE_BYTES = 1024 * 1024;
