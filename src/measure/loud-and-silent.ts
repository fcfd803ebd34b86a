import type { Graph } from "../model/graph.js";
import type { PostmortemData } from "../model/schema-types.js";
import { groupBy } from "../util/group-by.js";
import { count, list, oneOf, record, type TypeOf, text } from "../util/shape.js";
import { countedOf } from "./counted.js";
import type { DetectionDelay } from "./detection-delay.js";
import { noticedBy } from "./detection-distributions.js";
import { incidentIds, publicDuration, publicQuartiles, quartiles as quartilesShape } from "./public-values.js";
import { type Quartiles, quartilesOf } from "./quartiles.js";

type Manifestation = NonNullable<PostmortemData["manifestation"]>;

const MANIFESTATIONS: readonly Manifestation[] = ["silent", "loud"];

/** The published incidents that showed in one way. */
interface ManifestationGroup {
  manifestation: Manifestation;
  incidents: readonly string[];
  /** Those whose delay is known. */
  known: readonly string[];
  delay: Quartiles | null;
  /** What noticed, as `detection.by` has it, or `not-stated`; the most frequent first. */
  by: readonly { by: string; incidents: readonly string[] }[];
}

export interface LoudAndSilent {
  /** Silent ones first; both, even where there is none. */
  groups: readonly ManifestationGroup[];
  /** Published incidents that do not say. */
  notStated: readonly string[];
}

/**
 * How late silent failures (wrong answers without an error) were detected, and loud ones (errors, refusals for want of an
 * answer, time-outs), and what noticed. The coding is partly circular: what was noticed late is more easily called silent.
 */
export function loudAndSilent(graph: Graph, { incidents }: DetectionDelay): LoudAndSilent {
  const counted = countedOf(graph);
  return {
    groups: MANIFESTATIONS.map((manifestation) => {
      const of = counted.filter(({ data }) => data.manifestation === manifestation);
      const delays = of.flatMap(({ id }) => {
        const delay = incidents.get(id)?.delay;
        return delay ? [{ id, delay }] : [];
      });
      const by = [...groupBy(of, ({ data }) => noticedBy(data.detection))];
      return {
        manifestation,
        incidents: of.map(({ id }) => id),
        known: delays.map(({ id }) => id),
        delay: quartilesOf(delays.map(({ delay }) => delay)),
        by: by
          .map(([name, all]) => ({ by: name, incidents: all.map(({ id }) => id) }))
          .sort((a, b) => b.incidents.length - a.incidents.length),
      };
    }),
    notStated: counted.filter(({ data }) => data.manifestation === undefined).map(({ id }) => id),
  };
}

export const loudAndSilentShape = record(
  "How late silent failures were detected, and loud ones; what was noticed late is more easily called silent, so that the coding is partly circular",
  {
    groups: list(
      record("A way in which failures showed", {
        manifestation: oneOf(MANIFESTATIONS, "silent: wrong answers without an error; loud: errors or no answer"),
        incidents: incidentIds("Published incidents"),
        n: count("Those whose delay is known"),
        known: incidentIds("Which"),
        delay: quartilesShape("Where the delays lie"),
        by: list(
          record("What noticed", {
            by: text("As `detection.by` has it, or not-stated"),
            incidents: incidentIds("The incidents"),
          }),
          "What noticed, the most frequent first",
        ),
      }),
      "Silent ones first",
    ),
    not_stated: incidentIds("Published incidents that do not say how they showed"),
  },
);

export function publicLoudAndSilent({ groups, notStated }: LoudAndSilent): TypeOf<typeof loudAndSilentShape> {
  return {
    groups: groups.map(({ manifestation, incidents, known, delay, by }) => ({
      manifestation,
      incidents,
      n: known.length,
      known,
      delay: publicQuartiles(delay, publicDuration),
      by,
    })),
    not_stated: notStated,
  };
}
