import type { ListItem, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { flat } from "../timeline/row.js";
import { stateInSentence } from "./state-in-sentence.js";
import { trackerIn } from "./trackers.js";

/** A sentence about the incident among the actions, which is nothing to do. */
const STATEMENT = /^(?:it|there|this|that|they|he|she|nobody|no one|everybody|everyone|thanks)\b/i;
const NO_ACTIONS =
  /^(?:no|there are no|there were no) (?:further |open |other |additional )?(?:actions?|action items?|follow[- ]?ups?|tasks?|next steps)\b|^nothing (?:to do|further|else|needed|planned)|^none (?:needed|required|identified|planned|yet|at this (?:time|point))|^the following\b.*:$/i;

/** A statement of how things were or are: "The alert never had a threshold". */
const DESCRIPTION =
  /^(?:the|an?|our|its|their|these|those|all|some|most|several)\s(?:\S+\s){0,6}?(?:was|were|wasn['’]t|weren['’]t|is|are|isn['’]t|aren['’]t|had|has|hadn['’]t|hasn['’]t|did|didn['’]t|does|doesn['’]t|never|wants|knows|sees|failed|fails|caused)\b/i;
/** What makes a statement a wish or a report of what was done. */
const WISH = /\b(?:should|shall|must|needs?|will|would|could|can|ought|going to|to be|has been|have been|being|now)\b/i;

/**
 * Whether an item is a sentence about the incident, and nothing to do.
 * @param isProse whether it stands in a section that tells as much as it asks for
 */
export function isNoAction(source: string, item: ListItem, isProse: boolean): boolean {
  if (item.checked != null || trackerIn(item.children) !== null) return false;
  const isDescription = isProse && (DESCRIPTION.test(source) || DESCRIPTION.test(codeFirst(item, source)));
  const isStatement =
    STATEMENT.test(source) && !/\b(?:should|must|needs?|will|to be|has been|have been)\b/i.test(source);
  return (
    NO_ACTIONS.test(source) ||
    isStatement ||
    (isDescription && !WISH.test(source) && stateInSentence(source, false) === null)
  );
}

/** A text that begins with code, as if an article stood there: "`retry` had no test". */
function codeFirst({ children: [first] }: ListItem, source: string): string {
  return first?.type === "paragraph" && first.children[0]?.type === "inlineCode" ? `the ${source}` : source;
}

/** What a sentence in front of a list says about the incident: "The list of requests contained the following:". */
const OF_FACTS =
  /\b(?:affected|caused|contained|contains|failed|found|included|observed|saw|showed|shows|were affected|was caused)\b[^.]*:$/i;
const OF_ACTIONS =
  /\b(?:will|should|must|plan\w*|going to|need\w*|to (?:do|fix|address|improve|prevent|avoid|be)|actions?|steps?|improve\w*|measures?|changes?|tasks?|items?|tickets?|issues?|follow\w*[- ]?ups?|prevent\w*|next|remediat\w*|fix\w*)\b/i;

/** Whether what stands in front of a list says that its items are no actions. */
export function isOfFacts(node: RootContent | undefined): boolean {
  const text = node?.type === "paragraph" ? flat(textOf(node)) : "";
  return OF_FACTS.test(text) && !OF_ACTIONS.test(text);
}

/** What a sentence in front of a list says of all of its items: "The following actions are already completed:". */
const OF_DONE =
  /\b(?:are|were|have been|has been) (?:already |now |since )?(?:carried out|completed|deployed|done|finished|fixed|implemented|in place|resolved|taken)\b[^.]{0,40}:$/i;
const NOT_YET = /\b(?:not|never|to be|should|must|will|once|when|until|if|after|before|partly|some)\b/i;

/** Whether what stands in front of a list says that its items are done. */
export function isOfDone(node: RootContent | undefined): boolean {
  const text = node?.type === "paragraph" ? flat(textOf(node)) : "";
  return OF_DONE.test(text) && !NOT_YET.test(text);
}
