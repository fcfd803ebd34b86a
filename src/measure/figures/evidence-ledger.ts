import type { EvidenceLedger } from "../evidence-ledger.js";
import type { LedgerGap } from "../ledger-gap.js";

export function evidenceLedgerFigures({ missed, readers, kinds, gaps, repeated, returned }: EvidenceLedger) {
  return {
    missed,
    readers,
    kinds,
    gaps: gaps.map((row) => ({
      ...nameOf(row),
      kind: row.gap.kind,
      missed_by: row.missedBy,
      state: row.state,
      counted: row.counted,
      day: row.day,
      open_days: row.ageDays,
      proven_by: row.gap.closed_by?.proven_by ?? null,
      services: row.services,
      made_unknown: row.lost,
    })),
    repeated: repeated.map((one) => ({ kind: one.kind, service: one.service, gaps: one.gaps.map(nameOf) })),
    returned: returned.map((one) => ({
      kind: one.kind,
      service: one.service,
      closed: nameOf(one.closed),
      again: one.again.map(({ gap, certain }) => ({ ...nameOf(gap), certain })),
    })),
  };
}

function nameOf({ document, gap }: LedgerGap): { document: string; gap: string } {
  return { document, gap: gap.id };
}
