/** Thrown where the call or the environment is at fault: one line that says what happened, where, and what to do. */
export class EnvironmentFault extends Error {}

/** A fault with the way out behind it, in one sentence. */
export function faultWithHint(message: string, hint: string | undefined): EnvironmentFault {
  return new EnvironmentFault(hint ? `${message}: ${hint.charAt(0).toLowerCase()}${hint.slice(1)}` : message);
}
