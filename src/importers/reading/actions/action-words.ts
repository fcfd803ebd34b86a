/** How far an action is, by its document. */
export type ActionState = "done" | "committed" | "proposed" | "dropped";
/** What an action is for, where the document names one of the model's types. */
export type ActionType = "prevent" | "detect" | "mitigate" | "clarify" | "observe" | "rehearse";

/** Open and unstarted are `proposed`: that somebody listed an action does not say that somebody committed to it. */
const STATES: readonly (readonly [ActionState, RegExp])[] = [
  [
    "done",
    /^(?:done|completed?|closed|fixed|merged|resolved|shipped|finished|implemented|deployed|landed|released|delivered|verified|100\s?%|termin[ée]e?|fait|clos|erledigt|abgeschlossen|fertig|hecho|completad[oa]|feito|conclu[ií]d[oa]|✅|☑️?|✔️?|\[x\])$/i,
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

/** What goes on behind the state of a cell: "Done (PR #12)", "Released in v2", "Completed 2026-01-05". */
const MORE_OF_CELL = /^(\p{L}[\p{L}'’ ]{0,13}?)(?:\s?[(,;:–—-]|\s(?=\d|in\b|on\b|by\b|via\b|with\b|to\b|as\b))(.*)$/u;
const LESS =
  /\b(?:not?|partly|partial\w*|mostly|except|but|pending|still|staging|test|will|to be|done|won['’]?t|duplicate)\b|n['’]t\b|\?/i;

/** The state that a cell of a table gives; null where it says more than one thing. */
export function stateOfCell(text: string): ActionState | null {
  const cell = withSigns(text);
  if (/^(?:yes|y)$/i.test(cell)) return "done";
  const [, word = "", more = ""] = MORE_OF_CELL.exec(cell) ?? [];
  if (/^\W*won['’]?t (?:do|fix)\W*$/i.test(more)) return "dropped";
  return stateOf(cell) ?? (LESS.test(more) ? null : stateOf(word));
}

/** Signs as chats and issues write them. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):/g, "✅"],
  [/:construction:/g, "🚧"],
];

/** A text with the signs that `:white_check_mark:` and others stand for. */
export function withSigns(text: string): string {
  return SIGNS.reduce((written, [code, sign]) => written.replace(code, sign), text);
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
