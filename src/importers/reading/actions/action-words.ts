/** How far an action is, by its document. */
export type ActionState = "done" | "committed" | "proposed" | "dropped";
/** What an action is for, where the document names one of the model's types. */
export type ActionType = "prevent" | "detect" | "mitigate" | "clarify" | "observe" | "rehearse";

/** Open and unstarted are `proposed`: that somebody listed an action does not say that somebody committed to it. */
const STATES: readonly (readonly [ActionState, RegExp])[] = [
  [
    "done",
    /^(?:done|completed?|closed|fixed|merged|resolved|shipped|finished|implemented|deployed|landed|termin[ée]e?|fait|clos|erledigt|abgeschlossen|fertig|hecho|completad[oa]|feito|conclu[ií]d[oa]|✅|☑️?|✔️?|\[x\])$/i,
  ],
  [
    "committed",
    /^(?:in[ -]?progress|started|ongoing|wip|doing|underway|assigned|accepted|committed|scheduled|in review|en cours|in (?:arbeit|bearbeitung)|en curso|em andamento|🚧|⏳)$/i,
  ],
  [
    "proposed",
    /^(?:to[ -]?do|open|new|not (?:yet )?started|pending|planned|backlog|proposed|tbd|à faire|prévue?|offen|geplant|pendiente|pendente|\[ \]|☐)$/i,
  ],
  ["dropped", /^(?:won['’]?t (?:do|fix)|wontfix|dropped|cancell?ed|declined|rejected|abandoned|obsolete)$/i],
];
const TYPES: readonly (readonly [ActionType, RegExp])[] = [
  ["prevent", /^prevent(?:s|ion|ive|ative|ing)?$/i],
  ["detect", /^detect(?:s|ion|ive|ing)?$/i],
  ["mitigate", /^mitigat(?:e|es|ion|ive|ing)$/i],
  ["clarify", /^clarif(?:y|ies|ication)$/i],
  ["observe", /^(?:observe|observability)$/i],
  ["rehearse", /^(?:rehears(?:e|al)|drill|game day)$/i],
];

/** The state that a word or a sign means: "DONE", "In progress", "✅ Completed"; null for any other. */
export function stateOf(text: string): ActionState | null {
  const words = bare(text);
  const plain = words.replace(/^[^\p{L}[]{1,4}\s/u, "");
  return STATES.find(([, form]) => form.test(words) || form.test(plain))?.[0] ?? null;
}

/** The type that a word means, or null: Google's "process", "investigate" and "other" have no counterpart. */
export function typeOf(text: string): ActionType | null {
  const words = bare(text);
  return TYPES.find(([, form]) => form.test(words))?.[0] ?? null;
}

function bare(text: string): string {
  return text
    .slice(0, 60)
    .replace(/[*_`]/g, "")
    .replace(/^\s+|[\s.!:;]+$/g, "");
}

/** Whether a text says that there is nothing: an empty cell, a dash, "n/a". */
export function isNothing(text: string): boolean {
  return /^(?:[-–—?.\s]{0,9}|n\/?a|none|nobody|tbd|unassigned|unknown|todo)$/i.test(text.trim());
}
