import { incidentDetection } from "../measure/detection-delay.js";
import type { AnyDocument } from "../model/collection.js";
import { isOpenGap } from "../model/gap-closure.js";
import type { MissingEvidence } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import type { RecallAnswer } from "./answer.js";
import { brokenBy, checkTexts, misreadBy, type Standing } from "./standing.js";

/**
 * What a document teaches, of each kind one thing: what is not settled comes before what is.
 * @returns with it one sentence to act on before a change is merged: what an unclear contract leaves open, else the broken
 * invariant that nothing checks, else the evidence that would be missing again; null where all of it is settled
 */
export function lessonOf(document: AnyDocument, standing: Standing): Pick<RecallAnswer, "lesson" | "ask"> {
  const broken = firstOf(brokenBy(document, standing), ({ checks }) => checks.length === 0);
  const misread = firstOf(misreadBy(document, standing), ({ isClarified }) => !isClarified);
  // What readers of a record miss would have shown nothing to those who were there.
  const gaps = listOf<MissingEvidence>(document.data.missing_evidence).filter((one) => one.missing_to !== "readers");
  const gap = firstOf(gaps, isOpenGap);
  const lesson = {
    broke: broken?.statement ?? null,
    checked_by: broken ? checkTexts(broken, standing) : [],
    unnoticed: document.type === "drill" ? null : incidentDetection(document).blind,
    would_have_shown: gap?.what ?? null,
    is_recorded: gap ? !isOpenGap(gap) : null,
    unclear: misread?.title ?? null,
    is_clarified: misread?.isClarified ?? null,
  };
  if (misread && !misread.isClarified) {
    const { missingSentence, gap: leftOpen } = misread;
    return { lesson, ask: missingSentence ? askFor(missingSentence) : `Is this settled now? ${withStop(leftOpen)}` };
  }
  if (broken && broken.checks.length === 0)
    return { lesson, ask: `Nothing checks this, so check it by hand: ${withStop(broken.statement)}` };
  return { lesson, ask: gap && isOpenGap(gap) ? `Would this be recorded now? ${withStop(gap.what)}` : null };
}

/** Asks for a sentence that was missing, which is either what it should have said or the sentence itself. */
function askFor(sentence: string): string {
  return /^(?:how|what|when|where|whether|which|who|whose|why)\b/i.test(sentence)
    ? `Is it written down now ${lowerFirst(withoutStop(sentence))}?`
    : `Is this written down now, and does it hold? ${withStop(sentence)}`;
}

/** The first that is wanted, else the first. */
function firstOf<T>(items: readonly T[], isWanted: (item: T) => boolean): T | undefined {
  return items.find(isWanted) ?? items[0];
}

/** Words that begin with one capital letter; names such as DNS and iOS stay. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}

function withStop(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
