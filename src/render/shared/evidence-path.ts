import type { GapKind } from "../../measure/ledger-gap.js";

/** The page of what was missing of one kind. */
export function evidencePath(kind: GapKind): string {
  return `evidence/${kind}/index.html`;
}
