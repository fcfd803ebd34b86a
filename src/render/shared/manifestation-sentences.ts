import type { LoudAndSilent } from "../../measure/loud-and-silent.js";
import { thousands } from "../kit/formats/format-duration.js";
import { spreadOf } from "./statistics-words.js";
import { BY } from "./words.js";

/** How late failures of one kind were detected and who noticed, as a sentence, and the incidents that it counts. */
export interface ManifestationSentence {
  manifestation: "silent" | "loud";
  text: string;
  incidents: readonly string[];
}

/** Silent failures beside loud ones; nothing where no incident says how it showed. */
export function manifestationSentences({ groups }: LoudAndSilent): ManifestationSentence[] {
  return groups.flatMap(({ manifestation, incidents, known, delay, by }): ManifestationSentence[] => {
    if (incidents.length === 0) return [];
    const what = manifestation === "silent" ? "wrong answers without an error" : "errors or no answer";
    const failures = `${thousands(incidents.length)} ${manifestation} ${incidents.length === 1 ? "failure" : "failures"} (${what})`;
    const early = (delay?.least.from ?? 0) < 0 ? " (below zero: before it began)" : "";
    const spread = delay === null ? "not known of any" : `known of ${known.length}: ${spreadOf(delay)}${early}`;
    const noticed = by.map((one) => `${wordFor(one.by)} ${one.incidents.length}`).join(", ");
    return [{ manifestation, incidents, text: `${failures}. Detection delay ${spread}. Noticed by: ${noticed}.` }];
  });
}

/** What to know about how incidents were told apart. */
export function manifestationCaveat({ notStated }: LoudAndSilent): string {
  const n = notStated.length;
  const rest = n === 0 ? "" : ` ${thousands(n)} ${n === 1 ? "incident does" : "incidents do"} not say.`;
  return `The coding is partly circular: what was noticed late is more easily called silent.${rest}`;
}

function wordFor(by: string): string {
  return by === "not-stated" ? "not said" : (BY[by] ?? by).toLowerCase();
}
