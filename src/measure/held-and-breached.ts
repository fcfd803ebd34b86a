import type { Postmortem } from "../model/collection.js";
import { conformanceOf } from "../model/conformance.js";
import { compareText } from "../model/diagnostic.js";
import type { Graph } from "../model/graph.js";
import type { Degradation, UnclearContract } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import { violatedIds } from "../model/violations.js";
import { list, record, type TypeOf, text } from "../util/shape.js";
import { incidentIds } from "./public-values.js";

const controlShape = record("A control", {
  control: text("`policy:x`, `contract:x` or `invariant:x`"),
  held: incidentIds("Published incidents in which it did its work"),
  near_misses: incidentIds("Published near-misses in which it did"),
  breached: incidentIds(
    "Published incidents in which it was violated, lacked clarity or, of a policy, another class was observed",
  ),
});

export const heldAndBreachedShape = list(
  controlShape,
  "Controls of the catalogs that did their work at least once, beside the incidents in which they did not",
);

/** The most often held first. */
export type HeldAndBreached = TypeOf<typeof heldAndBreachedShape>;

/** What held beside what was breached. Controls that only have a name cannot be compared and are left out. */
export function heldAndBreached(graph: Graph): HeldAndBreached {
  const published = graph.collection.postmortems.filter(({ data }) => data.status === "published");
  const policies = new Map(graph.collection.catalogs.policies.map((policy) => [policy.id, policy]));
  const breaches = (postmortem: Postmortem): string[] => {
    const { unclear_contracts, degradation } = postmortem.data;
    return [
      ...[...violatedIds(postmortem.data)].map((id) => `invariant:${id}`),
      ...listOf<UnclearContract>(unclear_contracts).flatMap(({ contract }) =>
        typeof contract === "string" ? [`contract:${contract}`] : [],
      ),
      ...listOf<Degradation>(degradation).flatMap((entry) => {
        const policy = policies.get(entry.policy ?? "");
        return policy && conformanceOf(entry, policy).conformance === "mismatch" ? [`policy:${policy.id}`] : [];
      }),
    ];
  };
  const rows = new Map<string, HeldAndBreached[number]>();
  const idsWhere = (kind: Postmortem["data"]["kind"], test: (postmortem: Postmortem) => boolean) =>
    published.filter((one) => one.data.kind === kind && test(one)).map(({ id }) => id);
  const controls = published.flatMap(({ data }) => (data.held ?? []).map(({ what }) => what)).filter(isReference);
  for (const control of new Set(controls)) {
    const holds = ({ data }: Postmortem) => data.held?.some(({ what }) => what === control) === true;
    rows.set(control, {
      control,
      held: idsWhere("incident", holds),
      near_misses: idsWhere("near-miss", holds),
      breached: idsWhere("incident", (one) => breaches(one).includes(control)),
    });
  }
  const total = ({ held, near_misses }: HeldAndBreached[number]) => held.length + near_misses.length;
  return [...rows.values()].sort((a, b) => total(b) - total(a) || compareText(a.control, b.control));
}

function isReference(what: string): boolean {
  return /^(?:policy|contract|invariant):\S+$/.test(what);
}
