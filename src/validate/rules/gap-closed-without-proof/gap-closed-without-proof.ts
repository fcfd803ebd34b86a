import { isOpenGap } from "../../../model/gap-closure.js";
import type { MissingEvidence } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { finished } from "../../finished.js";
import { defineRule, documentsOf } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** A gap is closed by something that exists, and by a drill or incident in which it served. */
export const gapClosedWithoutProof = defineRule({
  id: "gap-closed-without-proof",
  severity: "warning",
  *check(context) {
    for (const { data, places, source } of finished(documentsOf(context), context)) {
      for (const gap of listOf<MissingEvidence>(data.missing_evidence)) {
        const { closed_by } = gap;
        if (isOpenGap(gap) || closed_by === undefined || !isAbsent(closed_by, "proven_by", places)) continue;
        // What readers missed was in no system: the record that now tells it proves itself.
        if (gap.missing_to === "readers" && closed_by.artifact !== undefined) continue;
        const onlyTicket = isAbsent(closed_by, "artifact", places);
        yield {
          file: source.path,
          place: places.key(gap, "closed_by"),
          message: `Missing ${onlyTicket ? "artifact and proof" : "proof"} of closed gap "${gap.id}"`,
          hint: `Add ${onlyTicket ? "as artifact what exists now, and " : ""}as proven_by the drill or incident in which it served; until there is one, write status: open`,
        };
      }
    }
  },
});
