import type { MissingEvidence } from "./schema-types.js";

/** Whether a gap is still open. One whose closure was judged `partial` is. */
export function isOpenGap({ status, closed_by }: MissingEvidence): boolean {
  return status !== "closed" || closed_by?.judged?.as === "partial";
}
