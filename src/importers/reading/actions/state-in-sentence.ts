import type { ActionState } from "./action-words.js";

/** Verbs that begin an action as an order: "Verify that the image has been pinned" is still to be done. */
const ORDER =
  /^(?:please\s)?(?:add|adjust|alert|allow|assess|audit|automate|avoid|backport|block|build|bump|change|check|clarify|clean|close|communicate|configure|confirm|consider|consolidate|convert|create|decide|define|deploy|deprecate|design|develop|disable|discuss|document|drop|enable|encourage|enforce|ensure|escalate|establish|evaluate|expand|explore|extend|file|find|finish|fix|follow|get|give|harden|have|identify|implement|improve|include|increase|install|integrate|introduce|investigate|isolate|keep|learn|limit|log|look|lower|maintain|make|merge|migrate|mitigate|monitor|move|notify|open|optimi[sz]e|page|patch|perform|pin|plan|prepare|prevent|propose|provide|publish|raise|re-?\w+|reach|read|rebuild|reduce|refactor|release|remind|remove|rename|replace|report|require|research|restore|restrict|retry|revert|review|revisit|rotate|run|scale|schedule|send|set|setup|share|ship|simplify|split|standardi[sz]e|start|stop|store|switch|sync|talk|teach|test|think|tighten|track|train|tune|turn|understand|unify|update|upgrade|use|validate|verify|work|write)\b(?!\s(?:was|were|has|have|had|is)\b)/i;
/** Words that put what follows under a condition, so that it says nothing of the action itself. */
const CONDITION =
  /\b(?:once|after|until|when|whenever|if|that|which|who|because|since|where|as|before|unless|whether|while|should|must|could|would|may|might|ought|need|needs|want|ensure|verify|check|not|never|no|nothing|none|nobody|partly|partially|some|only|almost)\b|n['’]t\b/i;
/** What completes an action. Left out because they name faults too: disabled, missed, stopped, broken. */
const COMPLETED =
  "(?:accelerated|added|addressed|adjusted|appl{1,2}ied|automated|changed|completed|configured|converted|corrected|created|decommissioned|deployed|documented|done|enabled|expanded|extended|finali[sz]ed|fixed|hardened|implemented|improved|increased|introduced|limited(?! by\\b)|merged|migrated|moved|patched|pinned|published|put in place|raised|rebuilt|reduced|removed|replaced|resolved|restored|reverted|rewritten|rolled (?:back|out)|rotated|set up|shipped|tightened|updated|upgraded|written)";
const DONE = new RegExp(
  `\\b(?:changes?|adjustments?|improvements?|fix(?:es)?|updates?) (?:has|have) (?:already |now |since )?been made\\b|\\b(?:has|have) (?:already |now |since )?been ${COMPLETED}\\b|\\b(?:was|were) (?:already |since )?${COMPLETED}\\b|\\b(?:we|i|they) (?:have )?(?:already |now )?${COMPLETED}\\b`,
  "i",
);
/** The past tense with an article behind it: "Updated runbook" may be what is wanted, "Updated the runbook" is done. */
const DONE_AT_START = new RegExp(`^(?:already )?${COMPLETED}\\s(?:the|a|an|all|our|its)\\b`, "i");
/** What else can only have been done: "Already run on all accounts", "Sent mail to all customers". */
const PAST_AT_START =
  /^(?:already\s(?!the\b|an?\b|in\b|on\b)\w+|(?:avoided|built|brought|contacted|gave|held|made|met|notified|ran|sent|spoke|told|took|wrote)\s(?!by\b|in\b)\w+|(?:completed|deployed|done|fixed|implemented|landed|merged|released|shipped)\s(?:in|by|via|with)\s)/i;
/** A subject and what became of it, without a verb between them: "Script updated to handle empty rows". */
const DONE_BEHIND_SUBJECT = new RegExp(
  `^(?:the\\s)?[\\w-]+(?:\\s[\\w-]+){0,2}\\s(?:now\\s)?${COMPLETED}\\sto\\s(?:alert|allow|avoid|catch|check|cover|detect|fail|handle|ignore|include|log|match|page|point|prevent|reflect|reject|report|require|retry|say|send|show|skip|stop|support|use|validate|verify|wait)\\b`,
  "i",
);
/** What an author adds behind an action: "…, this has already been done", "(already done)", "– landed in #12". */
const DONE_BEHIND =
  /^already (?:addressed|completed|done|fixed|implemented|merged|resolved) (?:in|by|via|with)\b|(?:^|[-–—,;:(.]\s*)(?:this|it|that) (?:(?:has|have) (?:already |now |since )?been|is already|was) (?:done|completed|implemented|fixed|merged|resolved|deployed|in place)\b|\((?:already|now) (?:done|completed|implemented|fixed|merged|resolved|deployed|in place)\)|(?:[–—-]\s|\()(?:already )?(?:completed|deployed|done|fixed|implemented|landed|merged|released|shipped) (?:(?:in|by|via|with) (?:pr|mr|pull|merge|commit|#|https:)|(?:on )?(?:19|20)\d\d-\d\d-\d\d)/i;
const OPEN_PAST =
  /\b(?:still|remain\w*|to-?do|needs?|but|however|yet|not|should|must|ought|will|never|would|planned)\b|n['’]t\b|\?/i;
/** Words that leave an action open: "The alert was added, but it still has to be tested", "We have added a task to our backlog". */
const UNFINISHED =
  /\b(?:mostly|partly|partial\w*|so far|without|still|remains?|remaining|todo|needs?|needed|has to|have to|but|however|except|next|then|yet|not|backlog|roadmap|tickets?|tasks?|story|stories|(?<!\b(?:same|similar|such|that|the|these|this)\s)issues?|action items?|scheduled|planned)\b/i;
const UNDER_WAY =
  /\b(?:is|are) (?:currently |already )?being\s\w+(?:ed|t|n)\b|\b(?:we are|is|are) (?:currently )?(?:working on|in progress)\b|\bwork (?:is )?in progress\b/i;
const TO_COME = /\b(?:will|is going to|are going to|is planned to|are planned to)\b/i;

/** Whose an action is: "[ana] made the alert page". */
const WHO = /^\[[^[\]]{1,30}\]\s*/;

/** "Fix the limit: raised the limit to 500". */
const NAME_OF_ACTION = /^[^:.]{3,60}:\s+/;

/**
 * How far an action is by its own sentence: "The image has been pinned" is done, "The image will be pinned" is committed where it
 * has an owner or a day, else proposed; null where the sentence leaves it open.
 */
export function stateInSentence(text: string, isAssigned: boolean): ActionState | null {
  if (DONE_BEHIND.test(text)) return "done";
  const [sentence = ""] = text.replace(WHO, "").split(/(?<=[.!?])\s/);
  const starts = [sentence, sentence.replace(NAME_OF_ACTION, "")];
  if (starts.some((start) => DONE_AT_START.test(start))) return UNFINISHED.test(text) ? null : "done";
  if (starts.some((start) => PAST_AT_START.test(start))) return OPEN_PAST.test(text) ? null : "done";
  if (ORDER.test(sentence)) return null;
  const [subject] = DONE_BEHIND_SUBJECT.exec(sentence) ?? [];
  if (subject !== undefined && !CONDITION.test(subject)) return UNFINISHED.test(text) ? null : "done";
  for (const [form, state] of [
    [TO_COME, isAssigned ? "committed" : "proposed"],
    [UNDER_WAY, "committed"],
    [DONE, "done"],
  ] as const) {
    const match = form.exec(sentence);
    if (!match) continue;
    const isOpen =
      CONDITION.test(sentence.slice(0, match.index + match[0].length)) || (state === "done" && UNFINISHED.test(text));
    return isOpen ? null : state;
  }
  return null;
}

/** Whether a text begins with a verb as an order. */
export function isOrder(text: string): boolean {
  return ORDER.test(text);
}
