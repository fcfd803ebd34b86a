import type { PartedBody } from "../../shared/first-section.js";

/** A line of the one list of contents. */
interface ContentsEntry {
  /** The id of the heading. */
  id: string;
  text: string;
  /** Whether it stands beside the narrative on wide screens, where a list that follows the reader would jump. */
  isBeside: boolean;
}

/** Which parts the page has. An archived document is not asked to fill the form, so that its empty parts are left out. */
export interface PageParts {
  answers: boolean;
  timeline: boolean;
  response: boolean;
  recovery: boolean;
  degradation: boolean;
  ledger: boolean;
  actions: boolean;
}

/** The headings of the page in the order of its text. */
export function contentsOf(
  body: PartedBody,
  summary: string,
  parts: PageParts,
  has: { evidence: boolean; related: boolean },
): ContentsEntry[] {
  const entry = (shown: boolean, id: string, text: string, isBeside = false) => (shown ? [{ id, text, isBeside }] : []);
  return [
    ...entry(body.first !== null, "summary", summary),
    ...entry(parts.answers, "answers-title", "Four answers"),
    ...entry(parts.timeline, "timeline-title", "Timeline"),
    ...body.rest.toc.filter(({ depth }) => depth === 2).map(({ id, text }) => ({ id, text, isBeside: false })),
    ...entry(parts.response, "response-title", "Response steps", true),
    ...entry(parts.recovery, "recovery-title", "Recovery", true),
    ...entry(parts.degradation, "degradation-title", "Degradation", true),
    ...entry(parts.ledger, "ledger-title", "Missing evidence"),
    ...entry(has.evidence, "evidence-title", "Evidence"),
    ...entry(parts.actions, "actions-title", "Actions"),
    ...entry(has.related, "related-title", "Related incidents"),
    ...entry(true, "sources-title", "Sources"),
  ];
}
