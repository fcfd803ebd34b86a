import { plural } from "../util/plural.js";
import type { Findings } from "./findings.js";

/** `1 error, 2 warnings`; nothing: `No findings`. */
export function countWords({ errors, warnings, infos }: Findings["counts"]): string {
  const parts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
    ...(infos > 0 ? [plural(infos, "info")] : []),
  ];
  return parts.length === 0 ? "No findings" : parts.join(", ");
}
