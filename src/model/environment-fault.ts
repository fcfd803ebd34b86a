/** Thrown where the call or the environment is at fault: one line that says what happened, where, and what to do. */
export class EnvironmentFault extends Error {}

/** A template of the collection that a page could not be filled with. */
export class PageFault extends EnvironmentFault {}

/** Several faults of one call, each on a line of its own. */
export class EnvironmentFaults extends EnvironmentFault {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("; "));
  }
}

/** The texts of a fault, each for a line of its own. */
export function faultsOf(fault: EnvironmentFault): readonly string[] {
  return fault instanceof EnvironmentFaults ? fault.faults : [fault.message];
}

/**
 * Reads several values that do not depend on each other, so that one run tells the faults of all.
 * @throws EnvironmentFault where one cannot be read
 */
export function readAll<T extends readonly unknown[]>(...reads: { readonly [K in keyof T]: () => T[K] }): T {
  const faults: EnvironmentFault[] = [];
  const values = reads.map((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      faults.push(error);
      return null;
    }
  });
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new EnvironmentFaults(faults.flatMap(faultsOf));
  return values as unknown as T;
}

/** What there is no more, or never was. */
export const NO_FILE = "there is no such file";

/** What the system says of a file that it does not give, in words: `permission denied`. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ""] ?? code ?? String(error);
}

const REASONS: Partial<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: NO_FILE,
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file and no folder",
  EEXIST: "something is there already",
  ENOTEMPTY: "something was written there meanwhile",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than the system allows (ulimit -f)",
  EBUSY: "it is in use, or something is mounted there",
  ETXTBSY: "it is a program that is running",
  ENAMETOOLONG: "the name is too long",
  EINVAL: "the system does not allow this name or file",
  EILSEQ: "the system does not allow this name",
  ELOOP: "it leads from link to link without end",
  EXDEV: "it is on another disk",
  EMFILE: "too many files are open; raise the limit (ulimit -n)",
  ENFILE: "too many files are open on this system",
  ENOMEM: "the memory is used up",
  EIO: "the disk reports an error",
  ESTALE: "the network disk does not know it any more",
  EPIPE: "its reader has ended",
};

/**
 * An error of the system that nothing has put into words, as a sentence: which file, and why. Null where it is none, which
 * is a bug.
 */
export function systemFault(error: unknown): string | null {
  const { code, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (!(error instanceof Error) || code === undefined || syscall === undefined) return null;
  if (syscall === "uv_cwd" || syscall === "getcwd")
    return "The working directory is not there any more: change to another folder and run this again";
  const way = [path, dest].filter((one) => one !== undefined).join(" to ");
  return `Cannot ${VERBS[syscall.replace(/ .*/, "")] ?? `use (${syscall})`} ${way === "" ? "a file" : way}: ${reasonOf(error)}`;
}

/** What programs ask of the system, in words. */
const VERBS: Partial<Record<string, string>> = {
  open: "open",
  read: "read",
  write: "write",
  stat: "look at",
  lstat: "look at",
  realpath: "look at",
  scandir: "list",
  opendir: "list",
  mkdir: "make",
  mkdtemp: "make",
  rename: "move",
  unlink: "remove",
  rmdir: "remove",
  rm: "remove",
  symlink: "make",
  copyfile: "copy",
  spawn: "run",
  watch: "watch",
};

/** A fault with the way out behind it, in one sentence. */
export function faultWithHint(message: string, hint: string | undefined): EnvironmentFault {
  return new EnvironmentFault(hint ? `${message}: ${hint.charAt(0).toLowerCase()}${hint.slice(1)}` : message);
}
