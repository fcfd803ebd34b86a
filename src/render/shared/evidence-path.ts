import type { GapKind } from "../../measure/evidence-ledger.js";

/** The page of what was missing of one kind. */
export function evidencePath(kind: GapKind): string {
  return `evidence/${kind}/index.html`;
}
