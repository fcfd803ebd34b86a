import type { Postmortem } from "../../../model/collection.js";
import { capitalize } from "../../../util/capitalize.js";
import type { ClassMark } from "../../shared/class-mark.js";
import { incidentRow } from "../../shared/incident-row.js";
import type { Site } from "../../shared/site-model.js";
import { statusOf } from "../../shared/words.js";
import type { DetectionAnswer } from "./detection-answer.js";
import type { Facts } from "./facts.js";
import { durationOf, type OwnNumber } from "./numbers.js";

/** The strip under the title: what a reader who leafs through postmortems compares. Null where nothing is known. */
interface KeyFacts {
  day: string | null;
  /** Published, Draft, In review, Archived. */
  status: string;
  duration: OwnNumber | null;
  /** The delay, or the word for why there is none. */
  delay: { text: string; isKnown: boolean } | null;
  noticedBy: { text: string; isKnown: boolean } | null;
  severity: string | null;
  class: ClassMark | null;
  organisations: readonly string[];
  readingMinutes: number;
}

export function keyFacts(site: Site, postmortem: Postmortem, facts: Facts, detection: DetectionAnswer): KeyFacts {
  const known = ({ text, blank }: { text: string | null; blank: { word: string } | null }): KeyFacts["delay"] => {
    if (text !== null) return { text, isKnown: true };
    return blank && { text: blank.word, isKnown: false };
  };
  const noticedBy = known(detection.by);
  return {
    day: facts.day,
    status: statusOf(postmortem),
    duration: durationOf(site, postmortem),
    delay: known(detection.delay),
    noticedBy: noticedBy && { ...noticedBy, text: capitalize(noticedBy.text) },
    severity: incidentRow(site, postmortem).severityShort,
    class: facts.classes[0]?.mark ?? null,
    organisations: facts.organisations,
    readingMinutes: facts.readingMinutes,
  };
}
