import type { Postmortem } from "../../../model/collection.js";
import { marksOf } from "../../../model/marks.js";
import type { Blank, Detection, Party } from "../../../model/schema-types.js";
import { filled, isBlank } from "../../../model/values/blank.js";
import { between, type Range } from "../../../model/values/range.js";
import { parseTime } from "../../../model/values/time.js";
import { formatDurationAlone, formatDurationRange } from "../../kit/formats/format-duration.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { BY } from "../../shared/words.js";

/** A value in words or a blank; both null where it is not given. */
interface Text {
  text: string | null;
  blank: BlankView | null;
}

/** Why detection was delayed, and by how much. */
export interface DetectionAnswer {
  blank: BlankView | null;
  given: boolean;
  delay: Text & { note: string | null };
  by: Text;
  /** Where several noticed at their own times: who, how, and how long after it began. */
  parties: { who: string; by: string | null; delay: string | null }[];
  why: Text;
  basis: string | null;
  /** The median of the primary class, with the incidents it is taken over. */
  median: { class: NodeLink; text: string; n: number } | null;
  cites: Cite[];
}

/** The answer on detection. The delay is the stated one, else that of the marks. */
export function detectionAnswer(site: Site, postmortem: Postmortem): DetectionAnswer {
  const { detection } = postmortem.data;
  const stated: Detection = isBlank(detection) ? {} : (detection ?? {});
  const measured = site.measures.detectionDelay.incidents.get(postmortem.id);
  const delay = measured?.delay ?? null;
  const median = site.measures.detectionDelay.classes.get(measured?.class ?? "");
  return {
    blank: blankOf(detection),
    given: Object.keys(stated).length > 0 || delay !== null,
    delay: {
      text: delay && delayText(delay),
      blank: delay ? null : (blankOf(stated.delay) ?? needsNone(postmortem)),
      note: delay && delayNote(delay),
    },
    by: textOf(stated.by, (by) => BY[by] ?? by),
    parties: (stated.parties ?? []).map(({ who, at, by }) => ({
      who,
      by: by === undefined ? null : (BY[by] ?? by),
      delay: partyDelay(postmortem, at),
    })),
    why: textOf(stated.why_delayed, (why) => why),
    basis: stated.delay_basis ?? null,
    median: median?.median
      ? { class: linkTo(site, "class", median.class), text: formatDurationRange(median.median), n: median.n }
      : null,
    cites: citesOf(postmortem, stated.cites),
  };
}

function partyDelay({ data }: Postmortem, at: Party["at"]): string | null {
  const began = marksOf(data.timeline ?? []).get("began")?.at;
  const noticed = isBlank(at) ? undefined : parseTime(at);
  return began && noticed ? delayText(between(began, noticed)) : null;
}

/** A delay in words. Where the two times overlap, only the longest that it can have been is certain. */
function delayText(delay: Range): string {
  if (delay.from === 0 && delay.to === 0) return "At once";
  if (delay.from < 0 && delay.to > 0) return `At most ${formatDurationAlone({ from: delay.to, to: delay.to })}`;
  return formatDurationAlone(delay);
}

function delayNote(delay: Range): string | null {
  if (delay.to < 0) return "The alarm came before the failure began";
  return delay.from < 0 && delay.to > 0 ? "The times known overlap" : null;
}

/** Nothing began in a near-miss that marks no beginning, so that there is no delay to know. */
function needsNone({ data }: Postmortem): BlankView | null {
  const { kind, timeline, detection } = data;
  if (kind !== "near-miss" || isBlank(detection) || marksOf(timeline).has("began")) return null;
  return blankView({ not_applicable: "In this near-miss nothing began" });
}

function blankOf(value: unknown): BlankView | null {
  return isBlank(value) ? blankView(value) : null;
}

function textOf<T extends string>(value: T | Blank | undefined, write: (value: T) => string): Text {
  const known = filled<T>(value);
  return { text: known === undefined ? null : write(known), blank: blankOf(value) };
}
