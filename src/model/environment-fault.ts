/** Thrown where the call or the environment is at fault: one line that says what happened, where, and what to do. */
export class EnvironmentFault extends Error {}

/** Several faults of one call, each on a line of its own. */
export class EnvironmentFaults extends EnvironmentFault {
  constructor(readonly faults: readonly string[]) {
    super(faults.join("; "));
  }
}

/** What there is no more, or never was. */
export const NO_FILE = "there is no such file";

/** What the system says of a file that it does not give, in words: `permission denied`. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return REASONS[code ?? ""] ?? code ?? String(error);
}

const REASONS: Partial<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "permission denied",
  ENOENT: NO_FILE,
  EISDIR: "it is a folder",
};

/** A fault with the way out behind it, in one sentence. */
export function faultWithHint(message: string, hint: string | undefined): EnvironmentFault {
  return new EnvironmentFault(hint ? `${message}: ${hint.charAt(0).toLowerCase()}${hint.slice(1)}` : message);
}
