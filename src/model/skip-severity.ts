import type { Step } from "./schema-types.js";

/** Whether the record of an own incident has to say what became of a response step. */
export function warnsIfAbsent({ skip_severity }: Step): boolean {
  return skip_severity === "warning" || skip_severity === "error";
}
