import { createHash } from "node:crypto";
import { type Diagnostic, identityOf } from "../model/diagnostic.js";

/**
 * A name for each diagnostic that survives edits of its file and rewordings of its message: made of its rule, file and
 * path, and of how many with the same come before it.
 * @returns SHA-256 in hex, in the order of the diagnostics
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const key = identityOf(diagnostic);
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    return createHash("sha256").update(`${key} ${earlier}`).digest("hex");
  });
}
