import { accountOf, type Postmortem } from "../../../model/collection.js";
import type {
  Cites,
  Detection,
  MissingEvidence,
  UnclearContract,
  ViolatedInvariant,
} from "../../../model/schema-types.js";
import { idOrStatement } from "../../../model/stated.js";
import { filled, isBlank, listOf } from "../../../model/values/blank.js";
import { defineRule, finishedPostmortems } from "../../rule.js";
import { isAbsent } from "../../written.js";

/** Something that a source should have said. */
interface Claim {
  container: { cites?: Cites };
  /** The field to point at. */
  key: string;
  name: string;
}

/** In someone else's incident every event and answer names the source that says so. */
export const uncited = defineRule({
  id: "uncited",
  severity: "info",
  settings: ["account"],
  *check(context) {
    for (const document of finishedPostmortems(context)) {
      const { data, places, source } = document;
      if (accountOf(document, context.collection.config) !== "third-party" || !data.sources?.length) continue;
      for (const { container, key, name } of claimsOf(document)) {
        if (!isAbsent(container, "cites", places)) continue;
        yield {
          file: source.path,
          place: places.value(container, key),
          message: `Missing source of ${name}`,
          hint: "Add cites with the sources or the evidence that say so, such as cites: [S1]",
        };
      }
    }
  },
});

/** Events and answers. A blank is no claim, nor is an event without text, which has a blank for its time. */
function* claimsOf({ data }: Postmortem): Iterable<Claim> {
  for (const event of data.timeline ?? [])
    if (event.event !== undefined) yield { container: event, key: "event", name: "an event" };
  for (const entry of listOf<ViolatedInvariant>(data.violated_invariants))
    yield { container: entry, key: "invariant", name: `violated invariant "${idOrStatement(entry.invariant)}"` };
  const { detection } = data;
  if (detection !== undefined && !isBlank(detection)) {
    const { delay, by, why_delayed }: Detection = detection;
    const key = Object.entries({ why_delayed, delay, by }).find(
      ([, value]) => filled<unknown>(value) !== undefined,
    )?.[0];
    if (key !== undefined) yield { container: detection, key, name: "the answer on detection" };
  }
  for (const entry of listOf<UnclearContract>(data.unclear_contracts))
    yield { container: entry, key: "contract", name: `unclear contract "${idOrStatement(entry.contract)}"` };
  for (const gap of listOf<MissingEvidence>(data.missing_evidence))
    yield { container: gap, key: "id", name: `gap "${gap.id}"` };
}
