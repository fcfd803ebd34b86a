import { plural } from "../util/plural.js";
import type { Diagnostics } from "./diagnostics.js";

/** `1 error, 2 warnings`; nothing: `No diagnostics`. */
export function countWords({ errors, warnings, infos }: Diagnostics["counts"]): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
    ...(infos > 0 ? [plural(infos, "info")] : []),
  ];
  return parts.length === 0 ? "No diagnostics" : parts.join(", ");
}
