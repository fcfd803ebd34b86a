import { createHash } from "node:crypto";
import type { Diagnostic } from "../model/diagnostic.js";

/**
 * A name for each finding that survives edits elsewhere in its file: of its rule, file and message, and of how many alike
 * come before it. The line is left out on purpose.
 * @returns SHA-256 in hex, in the order of the findings
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ rule, file, message }) => {
    const key = JSON.stringify([rule, file, message]);
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    return createHash("sha256").update(`${key} ${earlier}`).digest("hex");
  });
}
